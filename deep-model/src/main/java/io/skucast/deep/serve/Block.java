package io.skucast.deep.serve;

import io.skucast.core.deep.DeepLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a model is fed in one run: tensors of one shape, always, whatever is in them, so that a
 * row's forecast has the same bits alone and in any batch.
 *
 * <p>Kernels of linear algebra choose how they sum by the shapes of their operands and by the
 * processor's caches, and treat the last rows of some shapes in another way than the first. With a
 * network of random weights on a processor with AVX-512, tensors of 3 and 4 rows differ from larger
 * ones in most rows, by up to 2e-5. On a processor with AVX2 alone, where oneDNN leaves the work to
 * Eigen, the last two rows of tensors of 512 have other bits than in tensors of 256, and a row of
 * 128 other bits than in 64. No multiple is safe on every processor, so there is one shape; and
 * which of its places treat rows alike is found out when a model is loaded, see {@link Places}.
 */
final class Block implements AutoCloseable {
  /** Rows of the tensors. */
  static final int ROWS = 256;

  /** Calendars of the tensors. */
  static final int CALENDARS = 64;

  private final DeepLayout layout;
  private final int rows;
  private final float[] row;
  private final int[] code;
  private final int[] calendarRow;
  private final float[] plan;
  private final float[] calendar;
  private final TFloat32 rowTensor;
  private final TInt32 codeTensor;
  private final TFloat32 calendarTensor;
  private final TInt32 calendarRowTensor;
  private final TFloat32 planTensor;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();

  private final float[] means;
  private final float[] quantiles;

  /**
   * @param rows {@link #ROWS}, but to show what they are for
   */
  Block(DeepLayout layout, int rows) {
    this.layout = layout;
    this.rows = rows;
    int planned = layout.horizons() * DeepLayout.PLANS;
    int features = layout.calendar().size();
    row = new float[rows * layout.rowSize()];
    code = new int[rows * DeepLayout.CODES];
    calendarRow = new int[rows];
    plan = new float[rows * planned];
    calendar = new float[CALENDARS * layout.calendarPeriods() * features];
    means = new float[rows * layout.horizons()];
    quantiles = new float[rows * layout.horizons() * layout.levels().length];
    rowTensor = TFloat32.tensorOf(Shape.of(rows, layout.rowSize()));
    codeTensor = TInt32.tensorOf(Shape.of(rows, DeepLayout.CODES));
    calendarTensor = TFloat32.tensorOf(Shape.of(CALENDARS, layout.calendarPeriods(), features));
    calendarRowTensor = TInt32.tensorOf(Shape.of(rows));
    planTensor = TFloat32.tensorOf(Shape.of(rows, layout.horizons(), DeepLayout.PLANS));
    inputs.put(Contract.ROWS, rowTensor);
    inputs.put(Contract.CODES, codeTensor);
    inputs.put(Contract.CALENDAR, calendarTensor);
    inputs.put(Contract.CALENDAR_ROW, calendarRowTensor);
    inputs.put(Contract.PLAN, planTensor);
  }

  /** Zeros everywhere. */
  void clear() {
    Arrays.fill(row, 0);
    Arrays.fill(code, 0);
    Arrays.fill(calendarRow, 0);
    Arrays.fill(plan, 0);
    Arrays.fill(calendar, 0);
  }

  /** Puts a calendar at a place of the tensor, from where it begins in an array of calendars. */
  void putCalendar(int place, float[] calendars, int from) {
    int size = calendar.length / CALENDARS;
    System.arraycopy(calendars, from * size, calendar, place * size, size);
  }

  /** Puts a row at a place of the tensors, from where it stands in arrays of rows. */
  void putRow(int place, float[] rows, int[] codes, float[] plans, int from, int calendarPlace) {
    copy(rows, from, row, place, layout.rowSize());
    System.arraycopy(
        codes, from * DeepLayout.CODES, code, place * DeepLayout.CODES, DeepLayout.CODES);
    copy(plans, from, plan, place, layout.horizons() * DeepLayout.PLANS);
    calendarRow[place] = calendarPlace;
  }

  /** What a model is fed, by the signature's names; the tensors stay the block's. */
  Map<String, Tensor> inputs() {
    rowTensor.copyFrom(DataBuffers.of(row, true, false));
    codeTensor.copyFrom(DataBuffers.of(code, true, false));
    if (calendarTensor.size() > 0) {
      calendarTensor.copyFrom(DataBuffers.of(calendar, true, false));
    }
    calendarRowTensor.copyFrom(DataBuffers.of(calendarRow, true, false));
    planTensor.copyFrom(DataBuffers.of(plan, true, false));
    return inputs;
  }

  /** Takes what a model gave. */
  void take(TFloat32 mean, TFloat32 quantile) {
    Shape needed = Shape.of(rows, layout.horizons());
    requireShape(Contract.MEAN, mean, needed);
    requireShape(Contract.QUANTILES, quantile, needed.append(layout.levels().length));
    mean.copyTo(DataBuffers.of(means, false, false));
    quantile.copyTo(DataBuffers.of(quantiles, false, false));
  }

  private static void requireShape(String name, TFloat32 tensor, Shape needed) {
    if (!tensor.shape().equals(needed)) {
      throw new IllegalStateException(name + " came out as " + tensor.shape() + ", not " + needed);
    }
  }

  /** Copies a place's results to where a row's stand in arrays of results. */
  void copyResults(int place, float[] means, float[] quantiles, int to) {
    copy(this.means, place, means, to, layout.horizons());
    copy(this.quantiles, place, quantiles, to, layout.horizons() * layout.levels().length);
  }

  private static void copy(float[] source, int from, float[] target, int to, int size) {
    System.arraycopy(source, from * size, target, to * size, size);
  }

  @Override
  public void close() {
    inputs.values().forEach(Tensor::close);
  }
}
