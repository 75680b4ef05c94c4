package io.skucast.deep.net;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Weights as constants of the graph, matrices in the precision that is asked for. */
final class Constants implements Parameters {
  /** A byte that stands for zero. */
  private static final int ZERO = 128;

  private static final int LARGEST = 127;

  private final Ops tf;
  private final Weights weights;
  private final Precision precision;
  private final Map<String, Operand<TFloat32>> made = new HashMap<>();

  Constants(Ops tf, Weights weights, Precision precision) {
    this.tf = tf;
    this.weights = weights;
    this.precision = precision;
  }

  @Override
  public Operand<TFloat32> matrix(String name, long rows, long columns) {
    return made.computeIfAbsent(
        name,
        n -> {
          float[] numbers = numbers(n, Parameters.shape(rows, columns));
          return switch (precision) {
            case FLOAT32 -> full(Parameters.shape(rows, columns), numbers);
            case FLOAT16 -> half(Parameters.shape(rows, columns), numbers);
            case INT8 -> bytes((int) rows, (int) columns, numbers);
          };
        });
  }

  @Override
  public Operand<TFloat32> vector(String name, long size, double start) {
    return made.computeIfAbsent(name, n -> full(Shape.of(size), numbers(n, Shape.of(size))));
  }

  private float[] numbers(String name, Shape shape) {
    Weights.Array array = weights.get(name);
    if (array == null || !array.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "weights '"
              + name
              + "' should be of shape "
              + shape
              + " and are "
              + (array == null ? "missing" : "of shape " + array.shape()));
    }
    return array.numbers();
  }

  private Operand<TFloat32> full(Shape shape, float[] numbers) {
    return tf.constant(shape, DataBuffers.of(numbers));
  }

  private Operand<TFloat32> half(Shape shape, float[] numbers) {
    try (TFloat16 tensor = TFloat16.tensorOf(shape)) {
      var flat = tensor.scalars().iterator();
      for (float number : numbers) {
        flat.next().setFloat(number);
      }
      return tf.dtypes.cast(tf.constantOf(tensor), TFloat32.class);
    }
  }

  private Operand<TFloat32> bytes(int rows, int columns, float[] numbers) {
    float[] scales = new float[columns];
    for (int i = 0; i < numbers.length; i++) {
      int column = i % columns;
      scales[column] = Math.max(scales[column], Math.abs(numbers[i]) / LARGEST);
    }
    byte[][] bytes = new byte[rows][columns];
    for (int i = 0; i < numbers.length; i++) {
      float scale = scales[i % columns];
      int rounded = scale == 0 ? 0 : Math.round(numbers[i] / scale);
      bytes[i / columns][i % columns] = (byte) (rounded + ZERO);
    }
    try (TUint8 tensor = TUint8.tensorOf(StdArrays.ndCopyOf(bytes))) {
      Operand<TFloat32> centred =
          tf.math.sub(
              tf.dtypes.cast(tf.constantOf(tensor), TFloat32.class), tf.constant((float) ZERO));
      return tf.math.mul(centred, tf.constant(scales));
    }
  }
}
