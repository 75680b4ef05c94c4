package io.skucast.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is inside the jar that a cluster is given. */
class JobJarITCase {
  private static List<String> entries;

  @BeforeAll
  static void readTheJar() throws Exception {
    Path jar;
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      jar = files.filter(f -> f.toString().endsWith("-job.jar")).findFirst().orElseThrow();
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      entries = file.stream().map(JarEntry::getName).toList();
    }
  }

  @Test
  void theJobAndItsConnectorsAreInside() {
    assertThat(entries)
        .contains("io/skucast/job/operator/DemandWindowOperator.class")
        .contains("io/skucast/core/demand/DemandWindow.class")
        .contains("org/apache/flink/connector/kafka/source/KafkaSource.class")
        .contains("org/apache/kafka/clients/producer/KafkaProducer.class")
        .contains("org/elasticsearch/client/RestClient.class");
  }

  @Test
  void whatModelsAreTrainedWithIsInside() {
    assertThat(entries)
        .contains("io/skucast/job/ml/OnlineLinearRegression.class")
        .contains("org/apache/flink/ml/api/Estimator.class")
        .contains("org/apache/flink/ml/linalg/DenseVector.class")
        .contains("org/apache/flink/ml/common/lossfunc/LeastSquareLoss.class")
        .contains("dev/ludovic/netlib/BLAS.class")
        .contains("org/ejml/data/DMatrixRMaj.class");
  }

  @Test
  void flinkItselfIsLeftToTheCluster() {
    assertThat(entries)
        .noneMatch(e -> e.startsWith("org/apache/flink/streaming/api/environment/"))
        .noneMatch(e -> e.startsWith("org/apache/flink/runtime/jobmaster/"))
        .noneMatch(e -> e.startsWith("org/apache/flink/table/"))
        .noneMatch(e -> e.startsWith("org/apache/flink/connector/file/"))
        .noneMatch(e -> e.startsWith("org/rocksdb/"));
  }

  @Test
  void deepModelsAreInsideAndTensorFlowAndItsNativesAreNot() {
    // A process can load a native library once: it belongs to the cluster's own class path.
    assertThat(entries)
        .contains("io/skucast/job/deep/DeepForecasts.class")
        .contains("io/skucast/deep/serve/DeepModel.class")
        .noneMatch(e -> e.startsWith("org/tensorflow/"))
        .noneMatch(e -> e.startsWith("org/bytedeco/"))
        .noneMatch(e -> e.endsWith(".so") && e.contains("tensorflow"));
  }

  @Test
  void noLoggingBackendAndNoTestLibraryIsInside() {
    assertThat(entries)
        .noneMatch(e -> e.startsWith("org/apache/logging/"))
        .noneMatch(e -> e.startsWith("org/slf4j/"))
        .noneMatch(e -> e.startsWith("org/junit/"))
        .noneMatch(e -> e.startsWith("org/assertj/"));
  }
}
