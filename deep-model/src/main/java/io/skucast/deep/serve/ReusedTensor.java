package io.skucast.deep.serve;

import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** An input's memory outside the heap: one tensor per number of rows, kept from run to run. */
final class ReusedTensor implements AutoCloseable {
  private final long[] rest;
  private final Map<Integer, TType> byRows = new TreeMap<>();

  /**
   * @param rest dimensions after the rows
   */
  ReusedTensor(long... rest) {
    this.rest = rest;
  }

  /** The tensor of so many rows, filled with the first numbers of an array. */
  TFloat32 of(int rows, float[] numbers) {
    TFloat32 tensor = (TFloat32) byRows.computeIfAbsent(rows, r -> TFloat32.tensorOf(shape(r)));
    if (tensor.size() > 0) {
      tensor.copyFrom(DataBuffers.of(numbers, true, false).slice(0, tensor.size()));
    }
    return tensor;
  }

  /** The tensor of so many rows, filled with the first numbers of an array. */
  TInt32 of(int rows, int[] numbers) {
    TInt32 tensor = (TInt32) byRows.computeIfAbsent(rows, r -> TInt32.tensorOf(shape(r)));
    tensor.copyFrom(DataBuffers.of(numbers, true, false).slice(0, tensor.size()));
    return tensor;
  }

  private Shape shape(int rows) {
    return Shape.of(rows).append(Shape.of(rest));
  }

  @Override
  public void close() {
    byRows.values().forEach(TType::close);
    byRows.clear();
  }
}
