package io.skucast.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Options;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OverlaysITCase {
  @TestFactory
  Stream<DynamicTest> everyOverlayFitsTheOperatorFlinkAndTheJob() {
    return Overlays.NAMES.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> assertThat(Check.allProblems(Overlays.of(name))).isEmpty()));
  }

  @Test
  void overlaysDifferInWhatTheyAreFor() throws Exception {
    assertThat(Overlays.of("dev").one("FlinkDeployment").at("/metadata/namespace").asText())
        .isEqualTo("skucast-dev");
    assertThat(Overlays.of("prod").spec().at("/job/parallelism").asInt()).isEqualTo(8);
    assertThat(Overlays.of("prod-s3").flink("state.checkpoints.dir")).startsWith("s3://");
    assertThat(Overlays.of("prod-s3").has("PersistentVolumeClaim", "skucast-state")).isFalse();
    var gpu = JobOptionsCheck.settings(Overlays.of("gpu"));
    assertThat(gpu.get(DeepOptions.DEVICE)).isEqualTo("gpu");
    assertThat(gpu.get(Options.STATE_BACKEND)).isEqualTo("rocksdb");
  }

  @Test
  void aChangedOptionIsAChangedDeployment() throws Exception {
    String dev = Overlays.of("dev").jobManager().spec().path("volumes").toString();
    String prod = Overlays.of("prod").jobManager().spec().path("volumes").toString();
    String name = "\"configMap\":\\{\"name\":\"skucast-options-[a-z0-9]{10}\"";

    assertThat(dev).containsPattern(name);
    assertThat(prod).containsPattern(name);
    assertThat(Overlays.of("dev").jobManager().spec().at("/volumes/0/configMap/name"))
        .isNotEqualTo(Overlays.of("prod").jobManager().spec().at("/volumes/0/configMap/name"));
  }
}
