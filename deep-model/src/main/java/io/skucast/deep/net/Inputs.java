package io.skucast.deep.net;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.serve.Contract;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a network is fed with; see {@link DeepLayout} for what stands where.
 *
 * @param rows {@code [n, row size]}
 * @param codes {@code [n, 3]}: SKU, category, location; 0 is unknown
 * @param calendar {@code [l, window + horizons, features]}: the calendars that rows share
 * @param calendarRow {@code [n]}: which of them each row has
 * @param plan {@code [n, horizons, 2]}
 */
public record Inputs(
    Placeholder<TFloat32> rows,
    Placeholder<TInt32> codes,
    Placeholder<TFloat32> calendar,
    Placeholder<TInt32> calendarRow,
    Placeholder<TFloat32> plan) {
  /** Adds the inputs to a graph. */
  public static Inputs of(Ops tf, DeepLayout layout) {
    long any = Shape.UNKNOWN_SIZE;
    return new Inputs(
        floats(tf, Contract.ROWS, Shape.of(any, layout.rowSize())),
        integers(tf, Contract.CODES, Shape.of(any, DeepLayout.CODES)),
        floats(
            tf,
            Contract.CALENDAR,
            Shape.of(any, layout.calendarPeriods(), layout.calendar().size())),
        integers(tf, Contract.CALENDAR_ROW, Shape.of(any)),
        floats(tf, Contract.PLAN, Shape.of(any, layout.horizons(), DeepLayout.PLANS)));
  }

  private static Placeholder<TFloat32> floats(Ops tf, String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private static Placeholder<TInt32> integers(Ops tf, String name, Shape shape) {
    return tf.withName(name).placeholder(TInt32.class, Placeholder.shape(shape));
  }
}
