package io.skucast.deep.net;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Reads the past of series into a few numbers each. */
interface Encoder {
  /**
   * @param past {@code [n, window, channels]}, oldest period first
   * @param still {@code [n, size]}: what is known of the series beside it
   * @return {@code [n, hidden]}
   */
  Operand<TFloat32> encode(
      Layers layers, Operand<TFloat32> past, int channels, Operand<TFloat32> still, int size);
}
