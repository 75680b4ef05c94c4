package io.skucast.udf.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.deep.testing.TestModels.Kind;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar of DEEP_FORECAST on a cluster that has TensorFlow in its lib folder and nothing of ours.
 */
class DeepJarITCase {
  private static final String CLASSIFIER = "-deep-functions.jar";

  /** What Flink and TensorFlow bring along; all else has to be in the jar. */
  private static final List<String> OF_THE_CLUSTER =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "org.xml.",
          "org.w3c.",
          "org.apache.",
          "org.slf4j.",
          "org.tensorflow.",
          "org.bytedeco.",
          "com.google.protobuf.");

  @TempDir private static Path root;

  @Test
  void itForecastsWhereNothingElseOfOursIs() throws Exception {
    Path model = PublishedModel.of(root, "net", Kind.NETWORK);
    List<Object> rows = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar().toUri().toURL()}, new ClusterLoader())) {
      Class<?> type = loader.loadClass(DeepForecast.class.getName());
      assertThat(type).isNotEqualTo(DeepForecast.class);
      TableFunction<?> function = (TableFunction<?>) type.getConstructor().newInstance();
      Method setCollector = TableFunction.class.getMethod("setCollector", Collector.class);
      setCollector.invoke(function, collector(rows));
      function.open((FunctionContext) null);
      try {
        type.getMethod("eval", String.class, String.class, Row[].class)
            .invoke(
                function,
                model.toString(),
                PublishedModel.COUNTRY,
                DeepForecastITCase.windows(3).toArray(new Row[0]));
      } finally {
        function.close();
      }
    }
    assertThat(rows).hasSize(3);
    assertThat(((Row) rows.get(0)).<Double[]>getFieldAs(5)).hasSize(7).doesNotContainNull();
  }

  @Test
  void itBringsNeitherTensorFlowNorFlink() throws Exception {
    try (JarFile file = new JarFile(jar().toFile())) {
      assertThat(file.stream().map(JarEntry::getName))
          .contains("io/skucast/udf/deep/DeepForecast.class")
          .noneMatch(
              name ->
                  name.startsWith("org/tensorflow/")
                      || name.startsWith("org/bytedeco/")
                      || name.startsWith("com/google/protobuf/")
                      || name.startsWith("org/apache/flink/")
                      || name.startsWith("com/fasterxml/jackson/"));
    }
  }

  private static Collector<Object> collector(List<Object> rows) {
    return new Collector<>() {
      @Override
      public void collect(Object row) {
        rows.add(row);
      }

      @Override
      public void close() {}
    };
  }

  private static Path jar() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.toString().endsWith(CLASSIFIER))
          .findFirst()
          .orElseThrow(
              () -> new AssertionError("target has no *" + CLASSIFIER + ": package the module"));
    }
  }

  /** Knows what is in {@link #OF_THE_CLUSTER} alone. */
  private static final class ClusterLoader extends ClassLoader {
    ClusterLoader() {
      super(DeepJarITCase.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (OF_THE_CLUSTER.stream().noneMatch(name::startsWith)) {
        throw new ClassNotFoundException(name + " is not on the cluster");
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
      return isOfTheCluster(name) ? super.getResource(name) : null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return isOfTheCluster(name) ? super.getResources(name) : Collections.emptyEnumeration();
    }

    private static boolean isOfTheCluster(String resource) {
      return OF_THE_CLUSTER.stream().anyMatch(resource.replace('/', '.')::startsWith);
    }
  }
}
