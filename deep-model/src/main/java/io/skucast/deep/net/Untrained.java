package io.skucast.deep.net;

import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Weights of a network that has learned nothing: its matrices are random. Its forecasts are worth
 * nothing, but it takes as long as a trained one of the same plan, which benchmarks need.
 */
public final class Untrained implements Parameters {
  private final Ops tf;
  private final SplittableRandom random;
  private final Weights weights = new Weights();

  private Untrained(Ops tf, long seed) {
    this.tf = tf;
    this.random = new SplittableRandom(seed);
  }

  /** All weights that a network of the plan asks for, the same ones for the same seed. */
  public static Weights weights(NetPlan plan, long seed) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Untrained untrained = new Untrained(tf, seed);
      Inputs inputs = Inputs.of(tf, plan.layout());
      new Network(plan).add(tf, untrained, inputs, inputs.rows(), null);
      return untrained.weights;
    }
  }

  @Override
  public Operand<TFloat32> matrix(String name, long rows, long columns) {
    return constant(name, Parameters.shape(rows, columns), Double.NaN);
  }

  @Override
  public Operand<TFloat32> vector(String name, long size, double start) {
    return constant(name, Shape.of(size), start);
  }

  private Operand<TFloat32> constant(String name, Shape shape, double start) {
    // What is asked for more than once has the numbers of the first time.
    if (weights.get(name) == null) {
      weights.put(name, shape, Weights.initial(shape, start, random));
    }
    return tf.constant(shape, DataBuffers.of(weights.get(name).numbers()));
  }
}
