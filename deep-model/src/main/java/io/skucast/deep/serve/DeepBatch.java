package io.skucast.deep.serve;

import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows for one run of a model and, after it, what it forecasts. Filled anew for every run: its
 * tensors are kept. Rows go through a model in {@link Block}s of one shape, so that a row's
 * forecast has the same bits whatever else is in the batch. Serves one thread.
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

  private final Block block;

  private final float[] means;
  private final float[] quantiles;
  private boolean done;

  /**
   * @param capacity most rows, 1 to {@link #LARGEST_CAPACITY}
   */
  public DeepBatch(DeepLayout layout, int capacity) {
    this(layout, capacity, Block.ROWS);
  }

  /** A batch whose blocks have another number of rows, to show what one number is for. */
  DeepBatch(DeepLayout layout, int capacity, int blockRows) {
    if (capacity < 1 || capacity > LARGEST_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity of a batch is " + capacity + ": allowed is 1 to " + LARGEST_CAPACITY);
    }
    this.layout = layout;
    this.capacity = capacity;
    calendarSize = layout.calendarPeriods() * layout.calendar().size();
    rows = new float[capacity * layout.rowSize()];
    codes = new int[capacity * DeepLayout.CODES];
    calendarRow = new int[capacity];
    plan = new float[capacity * layout.horizons() * DeepLayout.PLANS];
    calendar = new float[calendarSize];
    means = new float[capacity * layout.horizons()];
    quantiles = new float[capacity * layout.horizons() * layout.levels().length];
    block = new Block(layout, blockRows);
  }

  /** Takes out all rows, calendars and results. */
  public void clear() {
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
    if (calendar.length < (index + 1) * calendarSize) {
      calendar = Arrays.copyOf(calendar, 2 * (index + 1) * calendarSize);
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

  /** Most rows that there is room for. */
  public int capacity() {
    return capacity;
  }

  /** Layout of the rows. */
  public DeepLayout layout() {
    return layout;
  }

  /** Lets a model run on the rows, block by block, until all have results. */
  void run(Places places, Places.Run model) throws ModelFailedException {
    int next = 0;
    while (next < size) {
      int count = fill(next, places);
      model.accept(block);
      for (int i = 0; i < count; i++) {
        block.copyResults(places.rows()[i], means, quantiles, next + i);
      }
      next += count;
    }
    done = true;
  }

  /** Fills the block with the rows from one on; gives how many there is place for. */
  private int fill(int from, Places places) {
    block.clear();
    Map<Integer, Integer> placeOf = new HashMap<>();
    int count = 0;
    while (from + count < size && count < places.rows().length) {
      int calendarIndex = calendarRow[from + count];
      Integer place = placeOf.get(calendarIndex);
      if (place == null) {
        if (placeOf.size() == places.calendars().length) {
          break;
        }
        place = places.calendars()[placeOf.size()];
        placeOf.put(calendarIndex, place);
        block.putCalendar(place, calendar, calendarIndex);
      }
      block.putRow(places.rows()[count], rows, codes, plan, from + count, place);
      count++;
    }
    return count;
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
    block.close();
  }
}
