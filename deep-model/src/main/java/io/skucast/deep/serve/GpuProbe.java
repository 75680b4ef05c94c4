package io.skucast.deep.serve;

import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.types.TFloat32;

/**
 * Whether this process can use a GPU. Sessions for one fall back to the processor without a word
 * where there is none, so who needs to know has to ask.
 */
public final class GpuProbe {
  private GpuProbe() {}

  /**
   * Throws where this process cannot use a GPU.
   *
   * @param asked what asked for one, in words
   */
  public static void require(String asked) {
    if (!findsGpu()) {
      throw new IllegalArgumentException(
          asked
              + ", and TensorFlow finds none in this process: it needs a CUDA card, its driver and"
              + " a build with mvn -Pgpu");
    }
  }

  /** Runs one sum on the first GPU, and nowhere else. */
  public static boolean findsGpu() {
    ConfigProto strict =
        ConfigProto.newBuilder()
            .setAllowSoftPlacement(false)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
            .build();
    try (Graph graph = new Graph()) {
      Ops tf =
          Ops.create(graph)
              .withDevice(
                  DeviceSpec.newBuilder()
                      .deviceType(DeviceSpec.DeviceType.GPU)
                      .deviceIndex(0)
                      .build());
      Operand<TFloat32> one = tf.constant(1f);
      Operand<TFloat32> sum = tf.math.add(one, one);
      try (Session session = new Session(graph, strict);
          Result result = session.runner().fetch(sum).run()) {
        return ((TFloat32) result.get(0)).getFloat() == 2;
      }
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException noGpu) {
      return false;
    }
  }
}
