package io.skucast.deep.train;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.net.Inputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Rows with their targets, in arrays that are used again and again. */
final class RowBatch {
  private record Place(int origin, String location) {}

  private final TrainingSet set;
  private final DeepLayout layout;
  private final int calendarSize;

  final float[] rows;
  final int[] codes;
  final int[] calendarRow;
  final float[] plan;
  final float[] target;
  final float[] counts;
  final float[] inverseScale;
  final float[] inverseChange;
  final float[] rowWeight;
  private float[] calendars = new float[0];
  private final Map<Place, Integer> places = new HashMap<>();
  private int size;

  RowBatch(TrainingSet set, int capacity) {
    this.set = set;
    this.layout = set.layout();
    this.calendarSize = layout.calendarPeriods() * layout.calendar().size();
    rows = new float[capacity * layout.rowSize()];
    codes = new int[capacity * DeepLayout.CODES];
    calendarRow = new int[capacity];
    plan = new float[capacity * layout.horizons() * DeepLayout.PLANS];
    target = new float[capacity * layout.horizons()];
    counts = new float[capacity * layout.horizons()];
    inverseScale = new float[capacity];
    inverseChange = new float[capacity];
    rowWeight = new float[capacity];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
    places.clear();
  }

  /**
   * Adds what a series knew at an origin, and what then came.
   *
   * @param scale what errors of the series are divided by
   */
  void add(int index, int origin, Scale scale, double weight) {
    TrainingSeries series = set.series().get(index);
    layout.fill(series, origin, rows, size * layout.rowSize());
    System.arraycopy(set.codes(index), 0, codes, size * DeepLayout.CODES, DeepLayout.CODES);
    for (int h = 0; h < layout.horizons(); h++) {
      int at = size * layout.horizons() + h;
      int period = origin + 1 + h;
      boolean known = period <= series.last();
      target[at] = known ? (float) series.units(period) : 0;
      counts[at] = known && series.inStock(period) >= 1 ? 1 : 0;
    }
    inverseScale[size] = (float) (1 / scale.rootMeanSquareChange());
    inverseChange[size] = (float) (1 / scale.meanAbsoluteChange());
    rowWeight[size] = (float) weight;
    // Without plans all stay zero, and no date is looked up.
    if (!set.plans().isEmpty()) {
      set.plans()
          .fill(
              layout,
              origin,
              series.sku(),
              series.location(),
              rows[size * layout.rowSize() + layout.usualPriceAt()],
              plan,
              size * layout.horizons() * DeepLayout.PLANS);
    }
    calendarRow[size] = calendar(new Place(origin, series.location()));
    size++;
  }

  private int calendar(Place place) {
    Integer known = places.get(place);
    if (known != null) {
      return known;
    }
    int index = places.size();
    if ((index + 1) * calendarSize > calendars.length) {
      calendars = Arrays.copyOf(calendars, Math.max(8, 2 * index) * calendarSize);
    }
    set.calendar().fill(layout, place.origin(), place.location(), calendars, index * calendarSize);
    places.put(place, index);
    return index;
  }

  int calendarCount() {
    return places.size();
  }

  float[] calendars() {
    return calendars;
  }

  /** Feeds the rows to a run, as tensors that live until they are closed after it. */
  void feed(Session.Runner runner, TrainingGraph graph, Fed fed) {
    Inputs in = graph.inputs;
    runner.feed(in.rows(), fed.floats(rows, size, layout.rowSize()));
    runner.feed(in.codes(), fed.integers(codes, size, DeepLayout.CODES));
    runner.feed(
        in.calendar(),
        fed.floats(calendars, places.size(), layout.calendarPeriods(), layout.calendar().size()));
    runner.feed(in.calendarRow(), fed.integers(calendarRow, size));
    runner.feed(in.plan(), fed.floats(plan, size, layout.horizons(), DeepLayout.PLANS));
    runner.feed(graph.target, fed.floats(target, size, layout.horizons()));
    runner.feed(graph.counts, fed.floats(counts, size, layout.horizons()));
    runner.feed(graph.inverseScale, fed.floats(inverseScale, size, 1));
    runner.feed(graph.inverseChange, fed.floats(inverseChange, size, 1));
    runner.feed(graph.rowWeight, fed.floats(rowWeight, size));
  }

  /** Tensors that live until they are closed together. */
  static final class Fed implements AutoCloseable {
    private final List<Tensor> tensors = new ArrayList<>();

    TFloat32 floats(float[] numbers, long... shape) {
      Shape of = Shape.of(shape);
      TFloat32 tensor =
          TFloat32.tensorOf(of, DataBuffers.of(numbers, true, false).slice(0, of.size()));
      tensors.add(tensor);
      return tensor;
    }

    TInt32 integers(int[] numbers, long... shape) {
      Shape of = Shape.of(shape);
      TInt32 tensor = TInt32.tensorOf(of, DataBuffers.of(numbers, true, false).slice(0, of.size()));
      tensors.add(tensor);
      return tensor;
    }

    TFloat32 scalar(double number) {
      TFloat32 tensor = TFloat32.scalarOf((float) number);
      tensors.add(tensor);
      return tensor;
    }

    @Override
    public void close() {
      tensors.forEach(Tensor::close);
    }
  }
}
