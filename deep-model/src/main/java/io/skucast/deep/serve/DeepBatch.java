package io.skucast.deep.serve;

import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Rows for one run of a model and, after it, what it forecasts. Filled anew for every run: its
 * tensors are kept. Rows are padded with zeros to whole blocks, see {@link Padding}, so that a
 * row's forecast has the same bits whatever else is in the batch. Serves one thread.
 */
public final class DeepBatch implements AutoCloseable {
  /** Rows of the largest batch. */
  public static final int LARGEST_CAPACITY = 1 << 16;

  private record Place(int origin, String location) {}

  private final DeepLayout layout;
  private final int capacity;
  private final int calendarSize;
  private final float[] rows;
  private final int[] codes;
  private final int[] calendarRow;
  private final float[] plan;
  private final Map<Place, Integer> calendars = new HashMap<>();
  private float[] calendar;
  private int size;

  private final ReusedTensor rowTensor;
  private final ReusedTensor codeTensor;
  private final ReusedTensor calendarTensor;
  private final ReusedTensor calendarRowTensor;
  private final ReusedTensor planTensor;

  private final float[] means;
  private final float[] quantiles;
  private boolean done;

  /**
   * @param capacity most rows, 1 to {@link #LARGEST_CAPACITY}
   */
  public DeepBatch(DeepLayout layout, int capacity) {
    if (capacity < 1 || capacity > LARGEST_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity of a batch is " + capacity + ": allowed is 1 to " + LARGEST_CAPACITY);
    }
    this.layout = layout;
    this.capacity = capacity;
    int most = Padding.padded(capacity, Padding.ROWS);
    int levels = layout.levels().length;
    calendarSize = layout.calendarPeriods() * layout.calendar().size();
    rows = new float[most * layout.rowSize()];
    codes = new int[most * DeepLayout.CODES];
    calendarRow = new int[most];
    plan = new float[most * layout.horizons() * DeepLayout.PLANS];
    calendar = new float[Padding.CALENDARS * calendarSize];
    means = new float[most * layout.horizons()];
    quantiles = new float[most * layout.horizons() * levels];
    rowTensor = new ReusedTensor(layout.rowSize());
    codeTensor = new ReusedTensor(DeepLayout.CODES);
    calendarTensor = new ReusedTensor(layout.calendarPeriods(), layout.calendar().size());
    calendarRowTensor = new ReusedTensor();
    planTensor = new ReusedTensor(layout.horizons(), DeepLayout.PLANS);
  }

  /** Takes out all rows, calendars and results. */
  public void clear() {
    Arrays.fill(rows, 0, size * layout.rowSize(), 0);
    Arrays.fill(codes, 0, size * DeepLayout.CODES, 0);
    Arrays.fill(calendarRow, 0, size, 0);
    Arrays.fill(plan, 0, size * layout.horizons() * DeepLayout.PLANS, 0);
    Arrays.fill(calendar, 0, calendars.size() * calendarSize, 0);
    calendars.clear();
    size = 0;
    done = false;
  }

  /** Index of the calendar of an origin at a location, filled in where it is not here yet. */
  public int calendar(int origin, String location, DeepCalendar source) {
    Place place = new Place(origin, location);
    Integer known = calendars.get(place);
    if (known != null) {
      return known;
    }
    int index = added(place);
    source.fill(layout, origin, location, calendar, index * calendarSize);
    return index;
  }

  /** Index of a calendar of zeros. */
  int blankCalendar() {
    return added(new Place(Integer.MIN_VALUE, ""));
  }

  private int added(Place place) {
    int index = calendars.size();
    int room = Padding.padded(index + 1, Padding.CALENDARS) * calendarSize;
    if (calendar.length < room) {
      calendar = Arrays.copyOf(calendar, room);
    }
    calendars.put(place, index);
    return index;
  }

  /**
   * Adds a row; its results are found under the number of rows before it.
   *
   * @param row as {@link DeepLayout#fill} leaves it
   * @param codes of SKU, category and location
   * @param calendarIndex what {@link #calendar} gave
   * @param plan price and promotion of each horizon, horizons outer; null where nothing is planned
   */
  public void add(float[] row, int[] codes, int calendarIndex, float[] plan) {
    int planned = layout.horizons() * DeepLayout.PLANS;
    requireLength("row", row.length, layout.rowSize());
    requireLength("codes", codes.length, DeepLayout.CODES);
    requireLength("plan", plan == null ? planned : plan.length, planned);
    if (size == capacity) {
      throw new IllegalArgumentException(
          "the batch is full: " + capacity + " rows are allowed, run and clear it first");
    }
    if (calendarIndex < 0 || calendarIndex >= calendars.size()) {
      throw new IllegalArgumentException(
          "calendar index is " + calendarIndex + ": allowed is below " + calendars.size());
    }
    System.arraycopy(row, 0, rows, size * row.length, row.length);
    System.arraycopy(codes, 0, this.codes, size * codes.length, codes.length);
    calendarRow[size] = calendarIndex;
    if (plan != null) {
      System.arraycopy(plan, 0, this.plan, size * planned, planned);
    }
    size++;
    done = false;
  }

  private static void requireLength(String name, int length, int allowed) {
    if (length != allowed) {
      throw new IllegalArgumentException(
          name + " has " + length + " numbers: the layout has " + allowed);
    }
  }

  /** Rows that were added. */
  public int size() {
    return size;
  }

  /** Layout of the rows. */
  public DeepLayout layout() {
    return layout;
  }

  /** Rows of the tensors: those added and zeros after them. */
  int paddedRows() {
    return Padding.padded(size, Padding.ROWS);
  }

  /** What a model is fed, by the signature's names; the tensors stay the batch's. */
  Map<String, Tensor> inputs() {
    int padded = paddedRows();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put(Contract.ROWS, rowTensor.of(padded, rows));
    inputs.put(Contract.CODES, codeTensor.of(padded, codes));
    inputs.put(
        Contract.CALENDAR,
        calendarTensor.of(Padding.padded(calendars.size(), Padding.CALENDARS), calendar));
    inputs.put(Contract.CALENDAR_ROW, calendarRowTensor.of(padded, calendarRow));
    inputs.put(Contract.PLAN, planTensor.of(padded, plan));
    return inputs;
  }

  /** Takes what a model gave, of the padded number of rows. */
  void take(TFloat32 mean, TFloat32 quantile) {
    mean.copyTo(DataBuffers.of(means, false, false).slice(0, mean.size()));
    quantile.copyTo(DataBuffers.of(quantiles, false, false).slice(0, quantile.size()));
    done = true;
  }

  /** Expected units of a row, {@code horizon} counted from 0. */
  public float mean(int row, int horizon) {
    requireResult(row);
    return means[row * layout.horizons() + horizon];
  }

  /** Units that a row stays below with the probability of the level; both counted from 0. */
  public float quantile(int row, int horizon, int level) {
    requireResult(row);
    return quantiles[(row * layout.horizons() + horizon) * layout.levels().length + level];
  }

  /** Whether all of a row's results are finite, not negative and ascend with the level. */
  public boolean isSound(int row) {
    for (int h = 0; h < layout.horizons(); h++) {
      if (!isAmount(mean(row, h))) {
        return false;
      }
      float before = 0;
      for (int l = 0; l < layout.levels().length; l++) {
        float quantile = quantile(row, h, l);
        if (!isAmount(quantile) || quantile < before) {
          return false;
        }
        before = quantile;
      }
    }
    return true;
  }

  private static boolean isAmount(float units) {
    return units >= 0 && units < Float.POSITIVE_INFINITY;
  }

  private void requireResult(int row) {
    if (!done) {
      throw new IllegalStateException("the batch holds no results: run a model with it first");
    }
    if (row < 0 || row >= size) {
      throw new IllegalArgumentException("row is " + row + ": the batch has " + size);
    }
  }

  @Override
  public void close() {
    rowTensor.close();
    codeTensor.close();
    calendarTensor.close();
    calendarRowTensor.close();
    planTensor.close();
  }
}
