package io.skucast.savepoints.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A jar that someone else made: one class with a main method. */
final class StrangerJar {
  private StrangerJar() {}

  /**
   * @param body of the main method
   */
  static Path of(Path folder, String body) throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    Path source =
        Files.writeString(
            classes.resolve("Stranger.java"),
            "public class Stranger { public static void main(String[] args) throws Exception { "
                + body
                + " } }");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    if (failed != 0) {
      throw new IllegalArgumentException(body);
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Stranger");
    Path jar = Files.createTempFile(folder, "stranger", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.list(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        out.putNextEntry(new JarEntry(file.getFileName().toString()));
        out.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }
}
