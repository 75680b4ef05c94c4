package io.skucast.job.operator;

import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.level.CellSums;
import io.skucast.core.level.Factors;
import io.skucast.core.level.Level;
import io.skucast.core.level.LevelNode;
import io.skucast.core.level.LevelStep;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.observe.CountName;
import io.skucast.job.state.States;
import io.skucast.job.time.OriginClock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * From the sums of cells to the forecasts of all levels and the factors that reconcile the series
 * with them: {@link LevelStep} over operator state, in one subtask, since a total needs all. It
 * takes one record a cell and subtask for each period, whatever the number of series.
 *
 * <p>A period is taken when the watermark says that it is sealed everywhere; by then every series
 * has added to its sums, as none is silent once it has begun.
 */
public class LevelOperator extends AbstractStreamOperator<Factors>
    implements OneInputStreamOperator<CellSums, Factors>, BoundedOneInput {
  private final Settings settings;
  private final OutputTag<Forecast> forecasts;

  private transient LevelStep step;
  private transient DemandStep origins;
  private transient OriginClock clock;
  private transient int lateness;
  private transient boolean publishes;
  private transient long watermark;
  private transient NavigableMap<String, LevelNode> nodes;

  /** Sums of periods that are not sealed everywhere yet, by period and cell. */
  private transient NavigableMap<Integer, NavigableMap<String, CellSums>> open;

  /** Factors that forecasts of periods still to come are issued by, by period learned and cell. */
  private transient NavigableMap<Integer, NavigableMap<String, Factors>> inForce;

  /** Of the last period taken, where it is no origin: the end of input may make it one. */
  private transient List<Forecast> unissued;

  private transient StoredCounts counts;
  private transient ListState<LevelNode> nodeState;
  private transient ListState<CellSums> openState;
  private transient ListState<Factors> factorState;
  private transient ListState<Long> watermarkState;

  public LevelOperator(Settings settings, OutputTag<Forecast> forecasts) {
    this.settings = settings;
    this.forecasts = forecasts;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    step = settings.levelStep();
    origins = settings.demandStep();
    clock = new OriginClock(settings.calendars());
    lateness = settings.get(Options.LATENESS_PERIODS);
    publishes =
        !settings.rehearses() && settings.get(Options.PUBLISH).contains(ForecasterBank.COMBINED);
    nodes = new TreeMap<>();
    unissued = new ArrayList<>();
    open = new TreeMap<>();
    inForce = new TreeMap<>();
    watermark = Long.MIN_VALUE;
    counts = new StoredCounts(List.of(CountName.FORECASTS));
    counts.restore(context.getOperatorStateStore(), States.resultCounts());
    nodeState = context.getOperatorStateStore().getListState(States.levelNodes());
    openState = context.getOperatorStateStore().getListState(States.openCells());
    factorState = context.getOperatorStateStore().getListState(States.factorsInForce());
    watermarkState = context.getOperatorStateStore().getListState(States.levelWatermark());
    for (LevelNode node : nodeState.get()) {
      nodes.put(Level.series(node.category, node.location).key(), node);
    }
    for (CellSums sums : openState.get()) {
      add(sums);
    }
    for (Factors factors : factorState.get()) {
      remember(factors);
    }
    for (long restored : watermarkState.get()) {
      watermark = Math.max(watermark, restored);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    counts.snapshot();
    nodeState.update(new ArrayList<>(nodes.values()));
    openState.update(flat(open));
    factorState.update(flat(inForce));
    watermarkState.update(List.of(watermark));
  }

  @Override
  public void open() throws Exception {
    super.open();
    counts.show(getRuntimeContext(), getMetricGroup());
  }

  private static <T> List<T> flat(NavigableMap<Integer, NavigableMap<String, T>> maps) {
    List<T> all = new ArrayList<>();
    maps.values().forEach(map -> all.addAll(map.values()));
    return all;
  }

  @Override
  public void processElement(StreamRecord<CellSums> record) {
    add(record.getValue());
  }

  private void add(CellSums sums) {
    open.computeIfAbsent(sums.period(), period -> new TreeMap<>())
        .merge(Level.series(sums.category(), sums.location()).key(), sums, CellSums::plus);
  }

  private void remember(Factors factors) {
    inForce
        .computeIfAbsent(factors.learned(), period -> new TreeMap<>())
        .put(Level.series(factors.category(), factors.location()).key(), factors);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The mark at the end of input says nothing of how far time went.
    if (mark.getTimestamp() != Long.MAX_VALUE) {
      watermark = Math.max(watermark, mark.getTimestamp());
      advance(clock.lastEnded(watermark) - lateness, false);
    }
    super.processWatermark(mark);
  }

  /** No correction can follow any more: every period that has ended is final. */
  @Override
  public void endInput() {
    if (watermark != Long.MIN_VALUE) {
      int last = clock.lastEnded(watermark);
      advance(last, true);
      // Without lateness the last period was taken before it was known to be the last.
      unissued.stream().filter(forecast -> forecast.origin() == last).forEach(this::issue);
    }
  }

  /**
   * @param ends whether {@code through} is the last period of all, from which forecasts are issued
   *     in any case. No factors are: the last outlooks wait for no watermark, and whether such
   *     factors came before or after them would be chance
   */
  private void advance(int through, boolean ends) {
    while (!open.isEmpty() && open.firstKey() <= through) {
      int period = open.firstKey();
      unissued.clear();
      // As the reconciliation takes them; a cell may have been without series for some periods.
      NavigableMap<String, Factors> known = new TreeMap<>();
      int oldest = period - lateness - Reconciliation.OLDEST_FACTORS;
      inForce.subMap(oldest, true, period - lateness, true).values().forEach(known::putAll);
      step.advance(
          nodes,
          period,
          open.pollFirstEntry().getValue().values(),
          known,
          new LevelStep.Outlet() {
            @Override
            public void factors(Factors factors) {
              remember(factors);
              if (!ends) {
                output.collect(new StreamRecord<>(factors));
              }
            }

            @Override
            public void forecast(Forecast forecast) {
              boolean isLast = ends && forecast.origin() == through;
              boolean issued = origins.isOrigin(forecast.origin()) || isLast;
              if (issued) {
                issue(forecast);
              } else {
                unissued.add(forecast);
              }
            }
          });
      inForce.headMap(oldest, true).clear();
    }
  }

  private void issue(Forecast forecast) {
    if (publishes) {
      counts.add(0);
      output.collect(forecasts, new StreamRecord<>(forecast));
    }
  }
}
