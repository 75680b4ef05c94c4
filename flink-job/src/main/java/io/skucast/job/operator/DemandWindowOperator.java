package io.skucast.job.operator;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.demand.DemandWindow;
import io.skucast.core.demand.DemandWindow.Verdict;
import io.skucast.core.demand.Observation;
import io.skucast.core.demand.SeriesClock;
import io.skucast.core.demand.SignalWindow;
import io.skucast.core.sale.Entry;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.core.sale.Signal;
import io.skucast.job.observe.CountName;
import io.skucast.job.state.States;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
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
 * From sales and signals to observations, per series: {@link DemandWindow} and {@link SignalWindow}
 * over keyed state.
 *
 * <p>A sale costs one read and one write of its period's bucket, whether the series has signals or
 * not; a signal also reads the series' clock, and writes it with the first of a period. Each series
 * has one event-time timer, at the end of the period after the last one closed; a first sale and a
 * correction set one at the end of their own period, which for a closed period fires with the next
 * watermark, so that many corrections of one period are issued as one.
 *
 * <p>An operator and not a process function, because it must checkpoint the watermark: Flink starts
 * again from the smallest one, and a sale judged late before a crash would be accepted after it.
 */
public class DemandWindowOperator extends AbstractStreamOperator<Observation>
    implements OneInputStreamOperator<Entry, Observation>, Triggerable<String, VoidNamespace> {

  /** Sales by verdict, the series, signals by verdict. */
  private static final List<String> COUNTS =
      Stream.of(
              Arrays.stream(Verdict.values()).map(DemandWindowOperator::nameOf),
              Stream.of(CountName.SERIES),
              Arrays.stream(SignalWindow.Verdict.values()).map(DemandWindowOperator::nameOf))
          .flatMap(names -> names)
          .toList();

  private static final int SERIES = COUNTS.indexOf(CountName.SERIES);
  private static final int SIGNALS = SERIES + 1;

  /** Where a source of calendars comes from: calendars themselves are not serializable. */
  public interface CalendarsFactory extends Serializable {
    Calendars create();
  }

  private final CalendarsFactory calendarsFactory;
  private final int latenessPeriods;
  private final OutputTag<Sale> late;
  private final OutputTag<Rejection> rejected;

  private transient Calendars calendars;
  private transient DemandWindow window;
  private transient SignalWindow signalWindow;
  private transient StoredCounts counts;
  private transient ValueState<SeriesClock> clocks;
  private transient DemandWindow.Buckets buckets;
  private transient ListState<Long> watermarkState;

  /** Highest watermark seen, over restarts too; never the end-of-input mark. */
  private transient long watermark;

  private transient InternalTimerService<VoidNamespace> timers;
  private transient StreamRecord<Observation> reused;

  /**
   * @param late takes sales of sealed periods
   * @param rejected takes signals of sealed periods, and those that a period has no room for
   */
  public DemandWindowOperator(
      CalendarsFactory calendarsFactory,
      int latenessPeriods,
      OutputTag<Sale> late,
      OutputTag<Rejection> rejected) {
    this.calendarsFactory = calendarsFactory;
    this.latenessPeriods = latenessPeriods;
    this.late = late;
    this.rejected = rejected;
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
    signalWindow = new SignalWindow(latenessPeriods);
    clocks = getRuntimeContext().getState(States.seriesClock());
    buckets =
        new MapBuckets(
            getRuntimeContext().getMapState(States.periodBuckets()),
            getRuntimeContext().getMapState(States.signalBuckets()));
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

  private static String nameOf(SignalWindow.Verdict verdict) {
    return switch (verdict) {
      case AGGREGATED -> CountName.SIGNALS_AGGREGATED;
      case CORRECTION -> CountName.SIGNALS_CORRECTION;
      case DUPLICATE -> CountName.SIGNALS_DUPLICATE;
      case LATE -> CountName.SIGNALS_LATE;
      case TOO_MANY -> CountName.SIGNALS_TOO_MANY;
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
  public void processElement(StreamRecord<Entry> record) throws Exception {
    Entry entry = record.getValue();
    if (entry.sale() != null) {
      process(entry.sale());
    } else {
      process(entry.signal());
    }
  }

  private void process(Sale sale) throws Exception {
    BusinessCalendar calendar = calendars.of(sale.location());
    int lastEnded = lastEnded(calendar);
    Verdict verdict = window.add(sale, calendar, lastEnded, buckets);
    counts.add(verdict.ordinal());
    switch (verdict) {
      case AGGREGATED, CORRECTION -> setTimer(calendar, calendar.index(sale.timeMillis()));
      case LATE -> output.collect(late, new StreamRecord<>(sale, sale.timeMillis()));
      case DUPLICATE -> {
        // Counted; there is nothing else to do with a repeat.
      }
    }
  }

  private void process(Signal signal) throws Exception {
    BusinessCalendar calendar = calendars.of(signal.location());
    SeriesClock known = clocks.value();
    SeriesClock clock = known == null ? SeriesClock.notStarted() : known;
    int periods = clock.signalled.length;
    // After the end of the sales no period is issued any more.
    int lastEnded = inputEnded() ? Integer.MAX_VALUE : lastEnded(calendar);
    SignalWindow.Verdict verdict = signalWindow.add(signal, calendar, lastEnded, clock, buckets);
    counts.add(SIGNALS + verdict.ordinal());
    switch (verdict) {
      case AGGREGATED, CORRECTION -> {
        int due = signalWindow.due(verdict, calendar.index(signal.timeMillis()), clock);
        if (due != SignalWindow.NONE) {
          setTimer(calendar, due);
        }
        if (clock.signalled.length != periods) {
          clocks.update(clock);
        }
      }
      case LATE -> refuse(signal, RejectionReason.SIGNAL_LATE);
      case TOO_MANY -> refuse(signal, RejectionReason.TOO_MANY_SIGNALS);
      case DUPLICATE -> {
        // Counted; there is nothing else to do with a repeat.
      }
    }
  }

  private void refuse(Signal signal, RejectionReason reason) {
    String series = new Series(signal.sku(), signal.location()).id();
    // What a rejection is known by: the signal itself, since where it stood is not known here.
    String source = "signal " + series + '|' + signal.kind().code() + '|' + signal.id();
    String excerpt = Rejection.excerptOf(signal.toString());
    output.collect(
        rejected, new StreamRecord<>(new Rejection(reason, reason.description(), source, excerpt)));
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    String key = timer.getKey();
    BusinessCalendar calendar = calendars.of(Series.ofKey(key).location());
    int period = calendar.index(timer.getTimestamp());
    boolean inputEnded = inputEnded();
    int lastEnded = inputEnded ? period : lastEnded(calendar);
    SeriesClock known = clocks.value();
    boolean wasStarted = known != null && known.isStarted();
    SeriesClock clock =
        window.close(known, key, calendar, period, lastEnded, !inputEnded, buckets, this::issue);
    if (clock == null) {
      return;
    }
    if (clock.isEmpty()) {
      clocks.clear();
      return;
    }
    clocks.update(clock);
    if (clock.isStarted()) {
      if (!wasStarted) {
        counts.add(SERIES);
      }
      if (!inputEnded) {
        setTimer(calendar, clock.lastClosed + 1);
      }
    }
  }

  private boolean inputEnded() {
    return timers.currentWatermark() == Long.MAX_VALUE;
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
}
