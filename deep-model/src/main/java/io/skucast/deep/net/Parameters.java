package io.skucast.deep.net;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Where a network has its weights from: variables while it is trained, constants when served. */
public interface Parameters {
  /** A matrix that starts at random. */
  Operand<TFloat32> matrix(String name, long rows, long columns);

  /** A vector that starts at a constant. */
  Operand<TFloat32> vector(String name, long size, double start);

  /** The shape of a matrix as asked for above. */
  static Shape shape(long rows, long columns) {
    return Shape.of(rows, columns);
  }
}
