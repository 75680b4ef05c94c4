package io.skucast.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar that CREATE FUNCTION names stands alone beside Flink. */
class ThinJarITCase {
  /** What a cluster's lib folder has: Flink, and the log that it writes. */
  private static final Pattern FLINK = Pattern.compile("org.apache.flink|slf4j-|log4j-");

  @Test
  void theJarHoldsFunctionsAndTheirMathematicsAlone() throws Exception {
    List<String> names;
    try (JarFile jar = new JarFile(jar().toFile())) {
      names = jar.stream().map(JarEntry::getName).filter(name -> !name.endsWith("/")).toList();
    }
    assertThat(names)
        .allMatch(name -> name.matches("io/skucast/(udf|core)/.*|sql/.*|META-INF/MANIFEST.MF"))
        .noneMatch(name -> name.startsWith("io/skucast/udf/deep/"))
        .contains("io/skucast/udf/scalar/ForecastQuantile.class");
    assertThat(Files.size(jar())).isLessThan(2_000_000);
  }

  @Test
  void everyFunctionIsCalledWithNothingButTheJarAndFlink() throws Exception {
    List<URL> urls = new ArrayList<>();
    urls.add(jar().toUri().toURL());
    urls.add(Path.of("target", "test-classes").toUri().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (FLINK.matcher(entry).find()) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader alone =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> calls = alone.loadClass(ThinJarCalls.class.getName());
      assertThat(calls.getClassLoader()).isSameAs(alone);
      Object called = calls.getMethod("all").invoke(null);
      assertThat((List<?>) called)
          .hasSameSizeAs(Functions.thin())
          .allMatch(line -> !String.valueOf(line).endsWith("null"));
    }
  }

  /** What the build's package phase made. */
  private static Path jar() throws Exception {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built
          .filter(
              path ->
                  path.getFileName().toString().matches("udf-[^-]*(-SNAPSHOT)?-functions\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("run: mvn -pl udf -am package"));
    }
  }
}
