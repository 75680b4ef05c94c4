package io.skucast.deep.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The whole window at once through residual blocks. */
final class MlpEncoder implements Encoder {
  private final NetPlan plan;

  MlpEncoder(NetPlan plan) {
    this.plan = plan;
  }

  @Override
  public Operand<TFloat32> encode(
      Layers layers, Operand<TFloat32> past, int channels, Operand<TFloat32> still, int size) {
    int in = plan.layout().window() * channels;
    int hidden = plan.hidden();
    Operand<TFloat32> x = layers.join(1, List.of(layers.reshape(past, -1, in), still));
    Operand<TFloat32> h = layers.dense("mlp/in", x, in + size, hidden, 0);
    for (int i = 0; i < plan.layers(); i++) {
      String name = "mlp/" + i;
      Operand<TFloat32> unit = layers.normalize(name + "/norm", h, hidden);
      Operand<TFloat32> inner =
          layers.tf.nn.relu(layers.dense(name + "/up", unit, hidden, hidden, 0));
      Operand<TFloat32> outer = layers.dense(name + "/down", layers.drop(inner), hidden, hidden, 0);
      h = layers.tf.math.add(h, outer);
    }
    return layers.tf.nn.relu(layers.normalize("mlp/out", h, hidden));
  }
}
