package io.skucast.job.operator;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.demand.DemandWindow;
import io.skucast.core.demand.DemandWindow.Verdict;
import io.skucast.core.demand.Observation;
import io.skucast.core.demand.PeriodBucket;
import io.skucast.core.demand.SeriesClock;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.job.observe.CountName;
import io.skucast.job.state.States;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * From sales to observations, per series: {@link DemandWindow} over keyed state.
 *
 * <p>A sale costs one read and one write of its period's bucket. Each series has one event-time
 * timer, at the end of the period after the last one closed; a first sale and a correction set one
 * at the end of their own period, which for a closed period fires with the next watermark, so that
 * many corrections of one period are issued as one.
 *
 * <p>An operator and not a process function, because it must checkpoint the watermark: Flink starts
 * again from the smallest one, and a sale judged late before a crash would be accepted after it.
 */
public class DemandWindowOperator extends AbstractStreamOperator<Observation>
    implements OneInputStreamOperator<Sale, Observation>, Triggerable<String, VoidNamespace> {

  /** By verdict, and last the series. */
  private static final List<String> COUNTS =
      Stream.concat(
              Arrays.stream(Verdict.values()).map(DemandWindowOperator::nameOf),
              Stream.of(CountName.SERIES))
          .toList();

  private static final int SERIES = COUNTS.indexOf(CountName.SERIES);

  /** Where a source of calendars comes from: calendars themselves are not serializable. */
  public interface CalendarsFactory extends Serializable {
    Calendars create();
  }

  private final CalendarsFactory calendarsFactory;
  private final int latenessPeriods;
  private final OutputTag<Sale> late;

  private transient Calendars calendars;
  private transient DemandWindow window;
  private transient StoredCounts counts;
  private transient ValueState<SeriesClock> clocks;
  private transient MapState<Integer, PeriodBucket> buckets;
  private transient DemandWindow.Buckets bucketsOfSeries;
  private transient ListState<Long> watermarkState;

  /** Highest watermark seen, over restarts too; never the end-of-input mark. */
  private transient long watermark;

  private transient InternalTimerService<VoidNamespace> timers;
  private transient StreamRecord<Observation> reused;

  public DemandWindowOperator(
      CalendarsFactory calendarsFactory, int latenessPeriods, OutputTag<Sale> late) {
    this.calendarsFactory = calendarsFactory;
    this.latenessPeriods = latenessPeriods;
    this.late = late;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    counts = new StoredCounts(COUNTS);
    counts.restore(context.getOperatorStateStore(), States.saleCounts());
    watermarkState = context.getOperatorStateStore().getUnionListState(States.watermark());
    watermark = Long.MIN_VALUE;
    for (long checkpointed : watermarkState.get()) {
      watermark = Math.max(watermark, checkpointed);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    calendars = calendarsFactory.create();
    window = new DemandWindow(latenessPeriods);
    clocks = getRuntimeContext().getState(States.seriesClock());
    buckets = getRuntimeContext().getMapState(States.periodBuckets());
    bucketsOfSeries = new MapBuckets(buckets);
    timers = getInternalTimerService("period-ends", VoidNamespaceSerializer.INSTANCE, this);
    reused = new StreamRecord<>(null);
    counts.show(getRuntimeContext(), getMetricGroup());
    getRuntimeContext().addAccumulator(CountName.WATERMARK, new ClockReading(() -> watermark));
  }

  private static String nameOf(Verdict verdict) {
    return switch (verdict) {
      case AGGREGATED -> CountName.AGGREGATED;
      case CORRECTION -> CountName.CORRECTION;
      case DUPLICATE -> CountName.DUPLICATE;
      case LATE -> CountName.LATE;
    };
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    counts.snapshot();
    watermarkState.update(List.of(watermark));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() != Long.MAX_VALUE) {
      watermark = Math.max(watermark, mark.getTimestamp());
    }
    super.processWatermark(mark);
  }

  @Override
  public void processElement(StreamRecord<Sale> record) throws Exception {
    Sale sale = record.getValue();
    BusinessCalendar calendar = calendars.of(sale.location());
    int lastEnded = lastEnded(calendar);
    Verdict verdict = window.add(sale, calendar, lastEnded, bucketsOfSeries);
    counts.add(verdict.ordinal());
    switch (verdict) {
      case AGGREGATED, CORRECTION -> setTimer(calendar, calendar.index(sale.timeMillis()));
      case LATE -> output.collect(late, new StreamRecord<>(sale, sale.timeMillis()));
      case DUPLICATE -> {
        // Counted; there is nothing else to do with a repeat.
      }
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    String key = timer.getKey();
    BusinessCalendar calendar = calendars.of(Series.ofKey(key).location());
    int period = calendar.index(timer.getTimestamp());
    boolean inputEnded = timers.currentWatermark() == Long.MAX_VALUE;
    int lastEnded = inputEnded ? period : lastEnded(calendar);
    SeriesClock known = clocks.value();
    SeriesClock clock =
        window.close(known, key, period, lastEnded, !inputEnded, bucketsOfSeries, this::issue);
    if (clock != null) {
      if (known == null) {
        counts.add(SERIES);
      }
      clocks.update(clock);
      if (!inputEnded) {
        setTimer(calendar, clock.lastClosed + 1);
      }
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever set here");
  }

  /** For the simulation, which shows what happens without the watermark in the checkpoint. */
  void forgetWatermark() {
    watermark = Long.MIN_VALUE;
  }

  private void issue(Observation observation) {
    output.collect(reused.replace(observation));
  }

  private void setTimer(BusinessCalendar calendar, int period) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, calendar.end(period) - 1);
  }

  private int lastEnded(BusinessCalendar calendar) {
    // Before the first watermark nothing has ended; half the range stays clear of overflow.
    return watermark == Long.MIN_VALUE
        ? Integer.MIN_VALUE / 2
        : calendar.lastEndedBy(watermark + 1);
  }

  /** The map state of the current key, as the pure step sees it. */
  private record MapBuckets(MapState<Integer, PeriodBucket> state) implements DemandWindow.Buckets {
    @Override
    public PeriodBucket get(int period) throws Exception {
      return state.get(period);
    }

    @Override
    public void put(int period, PeriodBucket bucket) throws Exception {
      state.put(period, bucket);
    }

    @Override
    public void remove(int period) throws Exception {
      state.remove(period);
    }
  }
}
