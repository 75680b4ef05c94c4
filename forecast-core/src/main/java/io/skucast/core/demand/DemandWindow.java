package io.skucast.core.demand;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.sale.Sale;
import java.util.Arrays;

/**
 * The step from sales to observations of one series, enriched by the signals that {@link
 * SignalWindow} took in. Pure: it reads and writes only the state and the output it is given, and
 * what it answers depends on the sales, the signals and the watermark alone.
 *
 * <p>A period is <em>closed</em> when the watermark has passed its end, and <em>sealed</em> {@code
 * latenessPeriods} periods later. A sale of a closed period corrects it; a sale of a sealed one is
 * late.
 */
public final class DemandWindow {
  /** What became of a sale. */
  public enum Verdict {
    /** Counted in a period that is still open: its observation comes when the period closes. */
    AGGREGATED,
    /** Counted in a closed period: its observation has to be issued again. */
    CORRECTION,
    /** A sale with this id is counted already. */
    DUPLICATE,
    /** The period is sealed. */
    LATE
  }

  /** The buckets of one series, by period. */
  public interface Buckets {
    /** The bucket, or null. */
    PeriodBucket get(int period) throws Exception;

    void put(int period, PeriodBucket bucket) throws Exception;

    void remove(int period) throws Exception;

    /** The bucket of signals, or null. */
    SignalBucket signals(int period) throws Exception;

    void putSignals(int period, SignalBucket bucket) throws Exception;

    void removeSignals(int period) throws Exception;
  }

  /** Takes the observations in the order in which they are issued. */
  public interface Issue {
    void accept(Observation observation);
  }

  private final int latenessPeriods;

  public DemandWindow(int latenessPeriods) {
    if (latenessPeriods < 0 || latenessPeriods > 60) {
      throw new IllegalArgumentException(
          "lateness of " + latenessPeriods + " periods: allowed are 0 to 60");
    }
    this.latenessPeriods = latenessPeriods;
  }

  /**
   * Adds one sale to its period.
   *
   * @param lastEnded the last period that ended by the watermark
   */
  public Verdict add(Sale sale, BusinessCalendar calendar, int lastEnded, Buckets buckets)
      throws Exception {
    int period = calendar.index(sale.timeMillis());
    if (period <= lastEnded - latenessPeriods) {
      return Verdict.LATE;
    }
    PeriodBucket bucket = buckets.get(period);
    if (bucket == null) {
      bucket = new PeriodBucket();
    }
    Fingerprint id = Fingerprint.of(sale.id());
    if (bucket.contains(id.high(), id.low())) {
      return Verdict.DUPLICATE;
    }
    bucket.remember(id.high(), id.low());
    bucket.sales++;
    bucket.unitsMilli += sale.quantityMilli();
    bucket.returnedMilli += Math.max(0, -sale.quantityMilli());
    bucket.revenueMilli += sale.revenueMilli();
    bucket.promoted += sale.promotion() ? 1 : 0;
    bucket.categorize(sale.category(), sale.timeMillis());
    bucket.dirty = true;
    buckets.put(period, bucket);
    return period <= lastEnded ? Verdict.CORRECTION : Verdict.AGGREGATED;
  }

  /**
   * Issues the observations due when the timer of a period fires, and removes sealed buckets.
   *
   * @param clock the series' clock, or null where neither a sale was issued nor a signal is known
   * @param period the period whose timer fired
   * @param lastEnded the last period that ended by the watermark; at the end of input, where every
   *     timer fires and no sale can follow, the same as {@code period}
   * @param fillZeros whether periods without sales are issued; false at the end of input, which
   *     says nothing of how far time went on
   * @return the clock to store; when {@code null}, nothing changed
   */
  public SeriesClock close(
      SeriesClock clock,
      String seriesKey,
      BusinessCalendar calendar,
      int period,
      int lastEnded,
      boolean fillZeros,
      Buckets buckets,
      Issue issue)
      throws Exception {
    PeriodBucket bucket = buckets.get(period);
    if (bucket == null && clock == null) {
      return null;
    }
    SeriesClock now = clock == null ? SeriesClock.notStarted() : clock;
    int sealable = lastEnded - latenessPeriods;
    if (!now.isStarted()) {
      if (bucket == null) {
        sealSignals(now, sealable, buckets);
        return now;
      }
      now.startAt(period);
    }
    boolean corrects = period <= now.lastClosed;
    if (!corrects && bucket == null && !fillZeros) {
      return null;
    }
    int through = corrects ? now.lastClosed : Math.max(period, lastEnded);
    // Of the periods after a corrected one, others may wait for their own timers to be issued.
    int sealedThrough = Math.min(sealable, corrects ? period : through);
    Issuing issuing = new Issuing(seriesKey, calendar, sealedThrough + 1, now, buckets, issue);
    if (!corrects) {
      for (int p = now.lastClosed + 1; p <= through; p++) {
        issuing.issue(p, p == period ? bucket : buckets.get(p));
      }
      now.lastClosed = through;
    } else {
      correct(period, bucket, issuing);
    }
    seal(now, sealedThrough, buckets);
    sealSignals(now, sealedThrough, buckets);
    return now;
  }

  /** Issues again what the corrections of one period change. */
  private static void correct(int period, PeriodBucket bucket, Issuing issuing) throws Exception {
    SeriesClock clock = issuing.clock;
    SignalBucket signals = issuing.signals(period);
    boolean restocked = signals != null && signals.stockDirty;
    if (period < clock.first && bucket != null) {
      for (int p = clock.first - 1; p > period; p--) {
        issuing.issue(p, issuing.buckets.get(p));
      }
      issuing.issue(period, bucket);
      clock.first = period;
      clock.lastSealed = Math.min(clock.lastSealed, period - 1);
    } else if (period >= clock.first
        && (bucket != null && bucket.dirty || signals != null && signals.dirty)) {
      issuing.issue(period, bucket);
    }
    if (restocked) {
      if (period < clock.first) {
        issuing.settle(period, signals);
      }
      for (int p = Math.max(clock.first, period + 1); p <= clock.lastClosed; p++) {
        issuing.issue(p, issuing.buckets.get(p));
      }
    }
  }

  /** Removes the buckets of sales of periods up to this one. */
  private static void seal(SeriesClock clock, int through, Buckets buckets) throws Exception {
    if (through <= clock.lastSealed) {
      return;
    }
    clock.lastSealed = through;
    int kept = 0;
    for (int period : clock.held) {
      if (period <= through) {
        buckets.remove(period);
      } else {
        clock.held[kept++] = period;
      }
    }
    clock.held = Arrays.copyOf(clock.held, kept);
  }

  /** Removes the buckets of signals of periods up to this one; what they say of stock is kept. */
  private static void sealSignals(SeriesClock clock, int through, Buckets buckets)
      throws Exception {
    int sealed = 0;
    while (sealed < clock.signalled.length && clock.signalled[sealed] <= through) {
      int period = clock.signalled[sealed++];
      SignalBucket bucket = buckets.signals(period);
      clock.stockMilli = bucket.stock.closing(clock.stockMilli);
      clock.stockSignals += bucket.stockSignals;
      buckets.removeSignals(period);
    }
    if (sealed > 0) {
      clock.signalled = Arrays.copyOfRange(clock.signalled, sealed, clock.signalled.length);
    }
  }
}
