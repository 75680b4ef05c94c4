package io.skucast.deep.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Concat;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The pieces that networks are made of, in one graph with one set of weights. */
final class Layers {
  private static final float TINY = 1e-6f;

  final Ops tf;
  private final Parameters parameters;
  private final double dropout;
  private final Operand<TInt32> dropoutSeed;
  private final boolean half;
  private int dropouts;

  /**
   * @param dropoutSeed two integers, other ones each step; null where nothing is dropped
   */
  Layers(
      Ops tf,
      Parameters parameters,
      double dropout,
      Operand<TInt32> dropoutSeed,
      boolean halfPrecision) {
    this.tf = tf;
    this.parameters = parameters;
    this.dropout = dropoutSeed == null ? 0 : dropout;
    this.dropoutSeed = dropoutSeed;
    this.half = halfPrecision;
  }

  /** {@code [n, in]} to {@code [n, out]}. */
  Operand<TFloat32> dense(String name, Operand<TFloat32> x, long in, long out, double bias) {
    Operand<TFloat32> weights = parameters.matrix(name + "/w", in, out);
    return tf.math.add(multiply(x, weights), parameters.vector(name + "/b", out, bias));
  }

  private Operand<TFloat32> multiply(Operand<TFloat32> x, Operand<TFloat32> weights) {
    if (!half) {
      return tf.linalg.matMul(x, weights);
    }
    return tf.dtypes.cast(
        tf.linalg.matMul(
            tf.dtypes.cast(x, TBfloat16.class), tf.dtypes.cast(weights, TBfloat16.class)),
        TFloat32.class);
  }

  /** A row of the table for each code. */
  Operand<TFloat32> embedding(String name, Operand<TInt32> codes, long count, long size) {
    return tf.gather(parameters.matrix(name, count + 1, size), codes, tf.constant(0));
  }

  /** Numbers of each row with mean 0 and variance 1, times a gain (Ba, Kiros and Hinton 2016). */
  Operand<TFloat32> normalize(String name, Operand<TFloat32> x, long size) {
    Operand<TInt32> last = tf.constant(1);
    Operand<TFloat32> mean = tf.math.mean(x, last, Mean.keepDims(true));
    Operand<TFloat32> centred = tf.math.sub(x, mean);
    Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), last, Mean.keepDims(true));
    Operand<TFloat32> unit =
        tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(TINY))));
    return tf.math.add(
        tf.math.mul(unit, parameters.vector(name + "/gain", size, 1)),
        parameters.vector(name + "/b", size, 0));
  }

  /** Drops a share of the numbers while training, and makes up for it. */
  Operand<TFloat32> drop(Operand<TFloat32> x) {
    if (dropout == 0) {
      return x;
    }
    float keep = (float) (1 - dropout);
    Operand<TInt32> seed =
        tf.math.add(dropoutSeed, tf.constant(new int[] {0, 1_000_003 * ++dropouts}));
    Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.shape(x), seed, TFloat32.class);
    Operand<TFloat32> kept = tf.math.floor(tf.math.add(uniform, tf.constant(keep)));
    return tf.math.mul(x, tf.math.div(kept, tf.constant(keep)));
  }

  Operand<TFloat32> reshape(Operand<TFloat32> x, int... sizes) {
    return tf.reshape(x, tf.constant(sizes));
  }

  /** Columns of a matrix. */
  Operand<TFloat32> columns(Operand<TFloat32> x, int from, int count) {
    return tf.slice(x, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, count}));
  }

  /** A part of the middle dimension of three. */
  Operand<TFloat32> middle(Operand<TFloat32> x, int from, int count) {
    return tf.slice(x, tf.constant(new int[] {0, from, 0}), tf.constant(new int[] {-1, count, -1}));
  }

  Concat<TFloat32> join(int axis, List<Operand<TFloat32>> parts) {
    return tf.concat(parts, tf.constant(axis));
  }

  /** Sum over the last of two dimensions, which remains with size one. */
  Operand<TFloat32> total(Operand<TFloat32> x) {
    return tf.reduceSum(x, tf.constant(1), org.tensorflow.op.core.ReduceSum.keepDims(true));
  }
}
