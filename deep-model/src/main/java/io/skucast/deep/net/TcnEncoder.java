package io.skucast.deep.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Convolutions of two periods each, ever further apart, so that the last period has seen the whole
 * window. Written with products of matrices, since TensorFlow cannot train dilated convolutions on
 * a CPU.
 */
final class TcnEncoder implements Encoder {
  /** A filter for this many of the hidden numbers: there is one of each at every period. */
  private static final int HIDDEN_A_FILTER = 8;

  private final NetPlan plan;

  TcnEncoder(NetPlan plan) {
    this.plan = plan;
  }

  @Override
  public Operand<TFloat32> encode(
      Layers layers, Operand<TFloat32> past, int channels, Operand<TFloat32> still, int size) {
    var tf = layers.tf;
    int window = plan.layout().window();
    int filters = Math.max(4, plan.hidden() / HIDDEN_A_FILTER);
    Operand<TFloat32> x = wide(layers, "tcn/in", past, channels, filters);
    for (int dilation = 1, i = 0; dilation < window; dilation *= 2, i++) {
      Operand<TFloat32> earlier = layers.middle(x, 0, window - dilation);
      Operand<TFloat32> none = tf.zerosLike(layers.middle(x, 0, dilation));
      Operand<TFloat32> before = layers.join(1, List.of(none, earlier));
      Operand<TFloat32> both = layers.join(2, List.of(x, before));
      Operand<TFloat32> filtered =
          layers.drop(tf.nn.relu(wide(layers, "tcn/" + i, both, 2 * filters, filters)));
      x = tf.math.add(x, filtered);
    }
    Operand<TFloat32> last = layers.reshape(layers.middle(x, window - 1, 1), -1, filters);
    Operand<TFloat32> mean = tf.math.mean(x, tf.constant(1));
    int in = 2 * filters + size;
    Operand<TFloat32> h = layers.join(1, List.of(last, mean, still));
    for (int i = 0; i < plan.layers(); i++) {
      h = layers.tf.nn.relu(layers.dense("tcn/out" + i, layers.drop(h), in, plan.hidden(), 0));
      in = plan.hidden();
    }
    return h;
  }

  /** The same matrix at every period. */
  private Operand<TFloat32> wide(Layers layers, String name, Operand<TFloat32> x, int in, int out) {
    int window = plan.layout().window();
    Operand<TFloat32> rows = layers.dense(name, layers.reshape(x, -1, in), in, out, 0);
    return layers.reshape(rows, -1, window, out);
  }
}
