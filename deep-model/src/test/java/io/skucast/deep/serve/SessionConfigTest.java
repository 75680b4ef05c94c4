package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;

/** What TensorFlow is told of devices, memory and threads. */
class SessionConfigTest {
  @Test
  void aGpusMemoryGrowsUpToItsShare() throws Exception {
    ConfigProto proto = read(new SessionConfig(SessionConfig.GPU, true, 0.25, 3, 2));
    assertThat(proto.getGpuOptions().getAllowGrowth()).isTrue();
    assertThat(proto.getGpuOptions().getPerProcessGpuMemoryFraction()).isEqualTo(0.25);
    assertThat(proto.getDeviceCountMap()).isEmpty();
    assertThat(proto.getIntraOpParallelismThreads()).isEqualTo(3);
    assertThat(proto.getInterOpParallelismThreads()).isEqualTo(2);
    assertThat(
            read(new SessionConfig(SessionConfig.GPU, false, 1, 0, 0))
                .getGpuOptions()
                .getAllowGrowth())
        .isFalse();
  }

  @Test
  void onTheProcessorNoGpuIsTouched() throws Exception {
    ConfigProto proto = read(SessionConfig.ONE_THREAD);
    assertThat(proto.getDeviceCountMap()).containsEntry("GPU", 0);
    assertThat(proto.getIntraOpParallelismThreads()).isOne();
  }

  @Test
  void aSettingThatCannotBeIsRefusedByName() {
    assertRefused("device is 'tpu'", () -> new SessionConfig("tpu", true, 1, 1, 1));
    assertRefused("memoryFraction is 0.0", () -> new SessionConfig("gpu", true, 0, 1, 1));
    assertRefused("memoryFraction is 1.5", () -> new SessionConfig("gpu", true, 1.5, 1, 1));
    assertRefused("intraOpThreads is -1", () -> new SessionConfig("cpu", true, 1, -1, 1));
    assertRefused("interOpThreads is 9999", () -> new SessionConfig("cpu", true, 1, 1, 9999));
  }

  private static void assertRefused(String named, Runnable setting) {
    assertThatThrownBy(setting::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named)
        .hasMessageContaining("allowed");
  }

  private static ConfigProto read(SessionConfig config) throws Exception {
    return ConfigProto.parseFrom(config.proto().toByteArray());
  }
}
