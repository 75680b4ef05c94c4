package io.skucast.deep.net;

import java.util.Arrays;
import org.tensorflow.types.TFloat16;

/**
 * Smaller weights: what matrices become when they are rounded, or when little ones are left out.
 */
public final class Compression {
  private static final int LARGEST_BYTE = 127;

  private Compression() {}

  /** The weights as a model of this precision calculates with them; vectors stay as they are. */
  public static Weights round(Weights weights, Precision precision) {
    Weights rounded = new Weights();
    weights
        .all()
        .forEach(
            (name, array) ->
                rounded.put(
                    name,
                    array.shape(),
                    isMatrix(array) ? rounded(array, precision) : array.numbers().clone()));
    return rounded;
  }

  /**
   * The weights with the smallest of each matrix set to zero (Han et al. 2015).
   *
   * @param share of the numbers that are left out, 0 to below 1
   */
  public static Weights prune(Weights weights, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "share to prune is " + share + ": allowed is 0 to below 1");
    }
    Weights pruned = new Weights();
    weights
        .all()
        .forEach(
            (name, array) ->
                pruned.put(
                    name,
                    array.shape(),
                    isMatrix(array) ? pruned(array.numbers(), share) : array.numbers().clone()));
    return pruned;
  }

  private static boolean isMatrix(Weights.Array array) {
    return array.shape().numDimensions() == 2;
  }

  private static float[] rounded(Weights.Array array, Precision precision) {
    return switch (precision) {
      case FLOAT32 -> array.numbers().clone();
      case FLOAT16 -> halves(array.numbers());
      case INT8 -> bytes(array);
    };
  }

  private static float[] halves(float[] numbers) {
    float[] halves = new float[numbers.length];
    try (TFloat16 tensor = TFloat16.tensorOf(org.tensorflow.ndarray.Shape.of(numbers.length))) {
      for (int i = 0; i < numbers.length; i++) {
        tensor.setFloat(numbers[i], i);
        halves[i] = tensor.getFloat(i);
      }
    }
    return halves;
  }

  private static float[] bytes(Weights.Array array) {
    int columns = (int) array.shape().get(1);
    float[] scales = scales(array.numbers(), columns);
    float[] rounded = new float[array.numbers().length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = step(array.numbers()[i], scales[i % columns]) * scales[i % columns];
    }
    return rounded;
  }

  /** What a byte's step is worth in each column: its largest number is {@link #LARGEST_BYTE}. */
  static float[] scales(float[] numbers, int columns) {
    float[] scales = new float[columns];
    for (int i = 0; i < numbers.length; i++) {
      int column = i % columns;
      scales[column] = Math.max(scales[column], Math.abs(numbers[i]) / LARGEST_BYTE);
    }
    return scales;
  }

  /** Steps of this scale nearest to a number. */
  static int step(float number, float scale) {
    return scale == 0 ? 0 : Math.round(number / scale);
  }

  private static float[] pruned(float[] numbers, double share) {
    float[] sizes = new float[numbers.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(numbers[i]);
    }
    Arrays.sort(sizes);
    float least = sizes[(int) (share * sizes.length)];
    float[] kept = new float[numbers.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = Math.abs(numbers[i]) < least ? 0 : numbers[i];
    }
    return kept;
  }
}
