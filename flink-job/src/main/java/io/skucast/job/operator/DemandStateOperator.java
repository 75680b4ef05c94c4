package io.skucast.job.operator;

import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepWindow;
import io.skucast.core.demand.Observation;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.Trend;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.sale.Series;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.observe.CountName;
import io.skucast.job.state.States;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * From observations to trends, forecasts and accuracy, per series: {@link DemandStep} over keyed
 * state. Trends are the main output. An operator and not a process function, because at the end of
 * input it forecasts for every series, whatever its last origin was.
 */
public class DemandStateOperator extends AbstractStreamOperator<Trend>
    implements OneInputStreamOperator<Observation, Trend>, BoundedOneInput {
  private static final List<String> COUNTS =
      List.of(
          CountName.TRENDS, CountName.TRENDS_AGAIN, CountName.FORECASTS, CountName.FORECASTS_AGAIN);
  private static final int TREND = 0;
  private static final int FORECAST = 2;

  private final Settings settings;
  private final OutputTag<Forecast> forecasts;
  private final OutputTag<Outlook> outlooks;
  private final OutputTag<SealedRow> sealedRows;
  private final OutputTag<DeepLesson> lessons;

  private transient DemandStep step;
  private transient ValueState<SeriesDemand> demands;

  /** Null where deep models have no part. */
  private transient ValueState<DeepWindow> windows;

  private transient MapSegments history;
  private transient Outputs outlet;
  private transient StoredCounts counts;

  public DemandStateOperator(
      Settings settings,
      OutputTag<Forecast> forecasts,
      OutputTag<Outlook> outlooks,
      OutputTag<SealedRow> sealedRows,
      OutputTag<DeepLesson> lessons) {
    this.settings = settings;
    this.forecasts = forecasts;
    this.outlooks = outlooks;
    this.sealedRows = sealedRows;
    this.lessons = lessons;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    counts = new StoredCounts(COUNTS);
    counts.restore(context.getOperatorStateStore(), States.resultCounts());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    counts.snapshot();
  }

  @Override
  public void open() throws Exception {
    super.open();
    step = settings.demandStep();
    demands = getRuntimeContext().getState(States.seriesDemand());
    windows =
        settings.get(DeepOptions.ENABLED)
            ? getRuntimeContext().getState(States.deepWindows())
            : null;
    history = new MapSegments(getRuntimeContext().getMapState(States.unitsHistory()));
    outlet = new Outputs();
    counts.show(getRuntimeContext(), getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<Observation> record) throws Exception {
    SeriesDemand demand = demands.value();
    if (demand == null) {
      demand = step.start();
      outlet.knowsNothing();
    } else {
      outlet.knows(demand.firstOpen, demand.last());
    }
    history.nextObservation();
    DeepWindow window = window();
    step.observe(demand, window, history, record.getValue(), outlet);
    demands.update(demand);
    if (window != null) {
      windows.update(window);
    }
  }

  /** Of the current series; null where deep models have no part. */
  private DeepWindow window() throws Exception {
    DeepWindow window = windows == null ? null : windows.value();
    return window == null ? step.startWindow() : window;
  }

  @Override
  public void endInput() throws Exception {
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            States.seriesDemand(),
            (key, state) -> {
              SeriesDemand demand = state.value();
              outlet.knowsNothing();
              step.finish(Series.ofKey((String) key), demand, window(), outlet);
            });
  }

  private final class Outputs implements DemandStep.Outlet {
    private int firstKnown;
    private int lastKnown;

    /** Results of these periods were issued before. */
    void knows(int first, int last) {
      firstKnown = first;
      lastKnown = last;
    }

    void knowsNothing() {
      knows(0, -1);
    }

    private int again(int period) {
      return period >= firstKnown && period <= lastKnown ? 1 : 0;
    }

    @Override
    public void trend(Trend trend) {
      counts.add(TREND + again(trend.period()));
      output.collect(new StreamRecord<>(trend));
    }

    @Override
    public void forecast(Forecast forecast) {
      counts.add(FORECAST + again(forecast.origin()));
      output.collect(forecasts, new StreamRecord<>(forecast));
    }

    @Override
    public void outlook(Outlook outlook) {
      output.collect(outlooks, new StreamRecord<>(outlook));
    }

    @Override
    public void sealed(SealedRow sealed) {
      output.collect(sealedRows, new StreamRecord<>(sealed));
    }

    @Override
    public void lesson(DeepLesson lesson) {
      output.collect(lessons, new StreamRecord<>(lesson));
    }
  }

  /**
   * The map state of the current key, as the pure step sees it. The last segment is kept while one
   * observation is taken in: this period and the one a week ago are mostly in the same.
   */
  private static final class MapSegments implements UnitsHistory.Segments {
    private final MapState<Integer, long[]> state;
    private boolean known;
    private int lastSegment;
    private long[] lastUnits;

    MapSegments(MapState<Integer, long[]> state) {
      this.state = state;
    }

    void nextObservation() {
      known = false;
    }

    @Override
    public long[] get(int segment) throws Exception {
      if (!known || lastSegment != segment) {
        remember(segment, state.get(segment));
      }
      return lastUnits;
    }

    @Override
    public void put(int segment, long[] units) throws Exception {
      state.put(segment, units);
      remember(segment, units);
    }

    @Override
    public void remove(int segment) throws Exception {
      state.remove(segment);
      known = known && lastSegment != segment;
    }

    private void remember(int segment, long[] units) {
      known = true;
      lastSegment = segment;
      lastUnits = units;
    }
  }
}
