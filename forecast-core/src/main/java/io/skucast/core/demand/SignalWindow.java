package io.skucast.core.demand;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.demand.DemandWindow.Buckets;
import io.skucast.core.sale.Signal;
import io.skucast.core.sale.SignalKind;

/**
 * The step that takes the signals of one series to their periods. A signal enriches observations
 * and does nothing else: it starts no series, closes no period and moves no clock. Pure, as {@link
 * DemandWindow} is, which issues the observations.
 */
public final class SignalWindow {
  /** What became of a signal. */
  public enum Verdict {
    /** Counted: it is in the observation when that is issued. */
    AGGREGATED,
    /** Counted in a period that was issued already: its observation has to be issued again. */
    CORRECTION,
    /** A signal of this kind with this id is counted already. */
    DUPLICATE,
    /** The period is sealed. */
    LATE,
    /** The series has {@link SignalBucket#MAX_SIGNALS} signals in the period. */
    TOO_MANY
  }

  /** No period. */
  public static final int NONE = Integer.MIN_VALUE;

  private final int latenessPeriods;

  public SignalWindow(int latenessPeriods) {
    this.latenessPeriods = latenessPeriods;
  }

  /**
   * Adds one signal to its period.
   *
   * @param lastEnded the last period that ended by the watermark of the sales
   * @param clock the series' clock; it is changed if it did not know of signals in the period
   */
  public Verdict add(
      Signal signal, BusinessCalendar calendar, int lastEnded, SeriesClock clock, Buckets buckets)
      throws Exception {
    int period = calendar.index(signal.timeMillis());
    if (period <= lastEnded - latenessPeriods) {
      return Verdict.LATE;
    }
    SignalBucket bucket = clock.hasSignals(period) ? buckets.signals(period) : new SignalBucket();
    long id = Fingerprint.of(signal.kind().code() + '|' + signal.id()).high();
    if (bucket.contains(id)) {
      return Verdict.DUPLICATE;
    }
    if (bucket.signals == SignalBucket.MAX_SIGNALS) {
      return Verdict.TOO_MANY;
    }
    bucket.remember(id);
    switch (signal.kind()) {
      case VIEW -> bucket.views += (int) (signal.quantityMilli() / 1000);
      case CART -> bucket.carts += (int) (signal.quantityMilli() / 1000);
      case STOCK -> {
        bucket.stockSignals++;
        bucket.stock.add(signal.timeMillis(), signal.quantityMilli());
      }
    }
    boolean corrects = clock.isStarted() && period <= clock.lastClosed;
    if (corrects) {
      bucket.dirty = true;
      bucket.stockDirty |= signal.kind() == SignalKind.STOCK;
    }
    buckets.putSignals(period, bucket);
    clock.addSignals(period);
    return corrects ? Verdict.CORRECTION : Verdict.AGGREGATED;
  }

  /**
   * The period at whose end {@link DemandWindow#close} has to be called because of a signal that
   * was added: its own for a correction; for a series that has not started, the one that seals it,
   * since nothing else would ever remove it.
   *
   * @return {@link #NONE} where the end of a later period comes anyway
   */
  public int due(Verdict verdict, int period, SeriesClock clock) {
    if (verdict == Verdict.CORRECTION) {
      return period;
    }
    return verdict == Verdict.AGGREGATED && !clock.isStarted() ? period + latenessPeriods : NONE;
  }
}
