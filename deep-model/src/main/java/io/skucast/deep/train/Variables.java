package io.skucast.deep.train;

import io.skucast.deep.net.Parameters;
import io.skucast.deep.net.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Weights as variables of the graph, with what they start from. */
final class Variables implements Parameters {
  private final Ops tf;
  private final Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
  private final Map<String, Double> starts = new LinkedHashMap<>();

  Variables(Ops tf) {
    this.tf = tf;
  }

  @Override
  public Operand<TFloat32> matrix(String name, long rows, long columns) {
    return variable(name, Shape.of(rows, columns), Double.NaN);
  }

  @Override
  public Operand<TFloat32> vector(String name, long size, double start) {
    return variable(name, Shape.of(size), start);
  }

  private Variable<TFloat32> variable(String name, Shape shape, double start) {
    starts.put(name, start);
    return variables.computeIfAbsent(
        name, n -> tf.withName(n.replace('/', '_')).variable(shape, TFloat32.class));
  }

  Map<String, Variable<TFloat32>> all() {
    return variables;
  }

  boolean isMatrix(String name) {
    return Double.isNaN(starts.get(name));
  }

  /** What training starts from. */
  Weights initial(long seed) {
    Weights weights = new Weights();
    variables.forEach(
        (name, variable) ->
            weights.put(
                name,
                variable.asOutput().shape(),
                Weights.initial(
                    variable.asOutput().shape(),
                    starts.get(name),
                    new SplittableRandom(seed * 1_000_003 + name.hashCode()))));
    return weights;
  }
}
