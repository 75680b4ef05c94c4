package io.skucast.core.demand;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.sale.Sale;
import java.util.Arrays;

/**
 * The step from sales to observations of one series. Pure: it reads and writes only the state and
 * the output it is given, and what it answers depends on the sales and the watermark alone.
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
    bucket.dirty = true;
    buckets.put(period, bucket);
    return period <= lastEnded ? Verdict.CORRECTION : Verdict.AGGREGATED;
  }

  /**
   * Issues the observations due when the timer of a period fires, and removes sealed buckets.
   *
   * @param clock the series' clock, or null before its first observation
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
      int period,
      int lastEnded,
      boolean fillZeros,
      Buckets buckets,
      Issue issue)
      throws Exception {
    int openFrom = lastEnded - latenessPeriods + 1;
    PeriodBucket bucket = buckets.get(period);
    if (bucket == null && (clock == null || !fillZeros)) {
      return null;
    }
    SeriesClock now = clock == null ? startAt(period) : clock;
    Issuing issuing = new Issuing(seriesKey, openFrom, now, buckets, issue);
    if (period < now.first) {
      for (int p = now.first - 1; p > period; p--) {
        issuing.issue(p, buckets.get(p));
      }
      issuing.issue(period, bucket);
      now.first = period;
      now.lastSealed = Math.min(now.lastSealed, period - 1);
    } else if (period <= now.lastClosed) {
      if (bucket != null && bucket.dirty) {
        issuing.issue(period, bucket);
      }
    } else {
      int through = Math.max(period, lastEnded);
      for (int p = now.lastClosed + 1; p <= through; p++) {
        issuing.issue(p, p == period ? bucket : buckets.get(p));
      }
      now.lastClosed = through;
    }
    seal(now, Math.min(openFrom - 1, now.lastClosed), buckets);
    return now;
  }

  /** Removes the buckets of periods up to this one. */
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

  private static SeriesClock startAt(int period) {
    SeriesClock clock = new SeriesClock();
    clock.first = period;
    clock.lastClosed = period - 1;
    clock.lastSealed = period - 1;
    return clock;
  }

  /** Issues observations of one series and remembers which periods have a bucket. */
  private record Issuing(
      String seriesKey, int openFrom, SeriesClock clock, Buckets buckets, Issue out) {
    void issue(int period, PeriodBucket bucket) throws Exception {
      if (bucket == null) {
        out.accept(new Observation(seriesKey, period, 0, 0, 0, 0, 0, openFrom));
        return;
      }
      out.accept(
          new Observation(
              seriesKey,
              period,
              bucket.unitsMilli,
              bucket.returnedMilli,
              bucket.revenueMilli,
              bucket.promoted,
              bucket.sales,
              openFrom));
      clock.hold(period);
      // A bucket that is sealed at once is removed: writing it would be for nothing.
      if (bucket.dirty && period >= openFrom) {
        bucket.dirty = false;
        buckets.put(period, bucket);
      }
    }
  }
}
