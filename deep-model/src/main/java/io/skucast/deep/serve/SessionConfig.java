package io.skucast.deep.serve;

import java.util.List;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * How a session is set up.
 *
 * @param device {@link #CPU} or {@link #GPU}; a GPU's share is set for the whole process by the
 *     first session in it
 * @param memoryGrowth whether memory of a GPU is taken when it is needed, not all at the start
 * @param memoryFraction most of a GPU's memory that this process may take, above 0 and up to 1
 * @param intraOpThreads threads of one operation; 0 lets TensorFlow choose. The first session of a
 *     process sets it for all that follow; how sums are split among them is TensorFlow's affair
 * @param interOpThreads operations at a time; 0 lets TensorFlow choose
 */
public record SessionConfig(
    String device,
    boolean memoryGrowth,
    double memoryFraction,
    int intraOpThreads,
    int interOpThreads) {
  /** The processor. */
  public static final String CPU = "cpu";

  /** The first GPU. */
  public static final String GPU = "gpu";

  /** One thread on the processor: as many sessions run beside each other as a job has slots. */
  public static final SessionConfig ONE_THREAD = new SessionConfig(CPU, true, 1, 1, 1);

  private static final int LARGEST_THREADS = 1024;

  public SessionConfig {
    if (!List.of(CPU, GPU).contains(device)) {
      throw new IllegalArgumentException(
          "device is '" + device + "': allowed are " + CPU + " and " + GPU);
    }
    if (!(memoryFraction > 0 && memoryFraction <= 1)) {
      throw new IllegalArgumentException(
          "memoryFraction is " + memoryFraction + ": allowed is above 0 and up to 1");
    }
    requireThreads("intraOpThreads", intraOpThreads);
    requireThreads("interOpThreads", interOpThreads);
  }

  private static void requireThreads(String name, int threads) {
    if (threads < 0 || threads > LARGEST_THREADS) {
      throw new IllegalArgumentException(
          name + " is " + threads + ": allowed is 0 to " + LARGEST_THREADS);
    }
  }

  /** What TensorFlow is told. */
  public ConfigProto proto() {
    ConfigProto.Builder proto =
        ConfigProto.newBuilder()
            .setAllowSoftPlacement(true)
            .setIntraOpParallelismThreads(intraOpThreads)
            .setInterOpParallelismThreads(interOpThreads);
    if (device.equals(CPU)) {
      return proto.putDeviceCount("GPU", 0).build();
    }
    return proto
        .setGpuOptions(
            GPUOptions.newBuilder()
                .setAllowGrowth(memoryGrowth)
                .setPerProcessGpuMemoryFraction(memoryFraction))
        .build();
  }
}
