package io.skucast.deep.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A recurrent cell that takes one season of the window a step. */
final class LstmEncoder implements Encoder {
  /** What a cell remembers at first, before it has learned to: most of it. */
  private static final double FORGET_BIAS = 1;

  private final NetPlan plan;

  LstmEncoder(NetPlan plan) {
    this.plan = plan;
  }

  @Override
  public Operand<TFloat32> encode(
      Layers layers, Operand<TFloat32> past, int channels, Operand<TFloat32> still, int size) {
    var tf = layers.tf;
    int hidden = plan.hidden();
    int step = plan.step();
    int steps = plan.layout().window() / step;
    int skipped = plan.layout().window() - steps * step;
    Operand<TFloat32> h = tf.math.tanh(layers.dense("lstm/start", still, size, hidden, 0));
    Operand<TFloat32> c = tf.zerosLike(h);
    for (int t = 0; t < steps; t++) {
      Operand<TFloat32> x =
          layers.reshape(layers.middle(past, skipped + t * step, step), -1, step * channels);
      // One matrix for the four gates: in, forget, out and what is new.
      Operand<TFloat32> weighted =
          layers.dense(
              "lstm/cell", layers.join(1, List.of(x, h)), step * channels + hidden, 4L * hidden, 0);
      Operand<TFloat32> in = tf.math.sigmoid(layers.columns(weighted, 0, hidden));
      Operand<TFloat32> forget =
          tf.math.sigmoid(
              tf.math.add(
                  layers.columns(weighted, hidden, hidden), tf.constant((float) FORGET_BIAS)));
      Operand<TFloat32> out = tf.math.sigmoid(layers.columns(weighted, 2 * hidden, hidden));
      Operand<TFloat32> fresh = tf.math.tanh(layers.columns(weighted, 3 * hidden, hidden));
      c = tf.math.add(tf.math.mul(forget, c), tf.math.mul(in, fresh));
      h = tf.math.mul(out, tf.math.tanh(c));
    }
    Operand<TFloat32> both = layers.join(1, List.of(layers.drop(h), still));
    return tf.nn.relu(layers.dense("lstm/out", both, hidden + size, hidden, 0));
  }
}
