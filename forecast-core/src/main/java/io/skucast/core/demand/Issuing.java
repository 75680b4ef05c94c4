package io.skucast.core.demand;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.demand.DemandWindow.Buckets;
import io.skucast.core.demand.DemandWindow.Issue;

/**
 * Issues observations of one series within one step, remembers which periods have a bucket, and
 * carries the stock from each period to the next. Asked for periods in order it reads each bucket
 * of signals once; a series without signals costs nothing here.
 */
final class Issuing {
  final SeriesClock clock;
  final Buckets buckets;
  private final String seriesKey;
  private final BusinessCalendar calendar;
  private final int openFrom;
  private final Issue out;

  /** Stock at the start of {@link #carriedTo}, and the signals of stock before it. */
  private long stockMilli;

  private int stockSignals;
  private int carriedTo = Integer.MAX_VALUE;

  /** Place in {@link SeriesClock#signalled} of the next bucket to be carried over. */
  private int next;

  Issuing(
      String seriesKey,
      BusinessCalendar calendar,
      int openFrom,
      SeriesClock clock,
      Buckets buckets,
      Issue out) {
    this.seriesKey = seriesKey;
    this.calendar = calendar;
    this.openFrom = openFrom;
    this.clock = clock;
    this.buckets = buckets;
    this.out = out;
  }

  /** The period's bucket of signals, or null. */
  SignalBucket signals(int period) throws Exception {
    return clock.hasSignals(period) ? buckets.signals(period) : null;
  }

  /**
   * @param sales the period's bucket of sales, or null
   */
  void issue(int period, PeriodBucket sales) throws Exception {
    carryTo(period);
    SignalBucket signals = signals(period);
    int counted = stockSignals + (signals == null ? 0 : signals.signals);
    out.accept(
        new Observation(
            seriesKey,
            period,
            sales == null ? 0 : sales.unitsMilli,
            sales == null ? 0 : sales.returnedMilli,
            sales == null ? 0 : sales.revenueMilli,
            sales == null ? 0 : sales.promoted,
            counted + (sales == null ? 0 : sales.sales),
            openFrom,
            signals == null ? 0 : signals.views,
            signals == null ? 0 : signals.carts,
            inStockPermille(period, signals),
            counted,
            sales == null ? "" : sales.category));
    if (sales != null) {
      clock.hold(period);
      // A bucket that is sealed at once is removed: writing it would be for nothing.
      if (sales.dirty && period >= openFrom) {
        sales.dirty = false;
        buckets.put(period, sales);
      }
    }
    if (signals != null) {
      settle(period, signals);
      carry(signals);
    }
  }

  /** The corrections in a bucket of signals have been issued. */
  void settle(int period, SignalBucket signals) throws Exception {
    if (signals.dirty && period >= openFrom) {
      signals.dirty = false;
      signals.stockDirty = false;
      buckets.putSignals(period, signals);
    }
  }

  private int inStockPermille(int period, SignalBucket signals) {
    if (signals == null) {
      return stockMilli == StockChanges.UNKNOWN ? StockChanges.NO_SHARE : stockMilli > 0 ? 1000 : 0;
    }
    return signals.stock.inStockPermille(calendar.start(period), calendar.end(period), stockMilli);
  }

  private void carryTo(int period) throws Exception {
    if (period < carriedTo) {
      stockMilli = clock.stockMilli;
      stockSignals = clock.stockSignals;
      next = 0;
    }
    carriedTo = period;
    while (next < clock.signalled.length && clock.signalled[next] < period) {
      carry(buckets.signals(clock.signalled[next]));
    }
  }

  private void carry(SignalBucket signals) {
    stockMilli = signals.stock.closing(stockMilli);
    stockSignals += signals.stockSignals;
    next++;
  }
}
