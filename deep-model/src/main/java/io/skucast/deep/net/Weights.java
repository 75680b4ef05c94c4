package io.skucast.deep.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.tensorflow.ndarray.Shape;

/** The numbers of one trained network, by name, in the order in which the network asks for them. */
public final class Weights {
  /**
   * One array.
   *
   * @param numbers the last dimension first
   */
  public record Array(Shape shape, float[] numbers) {}

  private final Map<String, Array> arrays = new LinkedHashMap<>();

  public void put(String name, Shape shape, float[] numbers) {
    if (shape.size() != numbers.length) {
      throw new IllegalArgumentException(
          "weights '" + name + "' of shape " + shape + " are " + numbers.length + " numbers");
    }
    arrays.put(name, new Array(shape, numbers));
  }

  /** The array of this name, or null. */
  public Array get(String name) {
    return arrays.get(name);
  }

  public Map<String, Array> all() {
    return arrays;
  }

  /** Numbers of all arrays. */
  public long count() {
    return arrays.values().stream().mapToLong(array -> array.numbers().length).sum();
  }

  /**
   * What training starts from: uniform numbers of the spread of Glorot and Bengio 2010, or a
   * constant.
   *
   * @param constant NaN: at random
   */
  public static float[] initial(Shape shape, double constant, SplittableRandom random) {
    float[] numbers = new float[(int) shape.size()];
    double limit = Math.sqrt(6.0 / (shape.get(0) + shape.get(shape.numDimensions() - 1)));
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          (float) (Double.isNaN(constant) ? limit * (2 * random.nextDouble() - 1) : constant);
    }
    return numbers;
  }
}
