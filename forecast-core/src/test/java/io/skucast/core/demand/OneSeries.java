package io.skucast.core.demand;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.core.sale.Signal;
import io.skucast.core.sale.SignalKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Both windows over one series of days, with timers fired as a stream would; every copy real. */
final class OneSeries {
  static final long HOUR = 3_600_000L;
  private static final String KEY = Series.key("A", "all");

  final List<Observation> issued = new ArrayList<>();
  final TreeMap<Integer, PeriodBucket> sales = new TreeMap<>();
  final TreeMap<Integer, SignalBucket> signals = new TreeMap<>();
  final TreeSet<Integer> timers = new TreeSet<>();
  SeriesClock clock;

  private final BusinessCalendar calendar = new BusinessCalendar(ZoneId.of("UTC"), PeriodUnit.DAY);
  private final DemandWindow window;
  private final SignalWindow signalWindow;
  private int lastEnded = Integer.MIN_VALUE / 2;

  OneSeries(int latenessPeriods) {
    window = new DemandWindow(latenessPeriods);
    signalWindow = new SignalWindow(latenessPeriods);
  }

  DemandWindow.Verdict sale(String id, int day, int units) throws Exception {
    Sale sale = new Sale(id, "A", "all", at(day, 8), units * 1000L, Sale.NO_PRICE, false, "");
    DemandWindow.Verdict verdict = window.add(sale, calendar, lastEnded, buckets);
    if (verdict.ordinal() <= DemandWindow.Verdict.CORRECTION.ordinal()) {
      timers.add(day);
    }
    return verdict;
  }

  SignalWindow.Verdict stock(String id, int day, int hour, int level) throws Exception {
    return signal(new Signal(id, "A", "all", at(day, hour), SignalKind.STOCK, level * 1000L));
  }

  SignalWindow.Verdict views(String id, int day, int count) throws Exception {
    return signal(new Signal(id, "A", "all", at(day, 9), SignalKind.VIEW, count * 1000L));
  }

  SignalWindow.Verdict carts(String id, int day, int count) throws Exception {
    return signal(new Signal(id, "A", "all", at(day, 9), SignalKind.CART, count * 1000L));
  }

  SignalWindow.Verdict signal(Signal signal) throws Exception {
    SeriesClock at = clock == null ? SeriesClock.notStarted() : clock;
    SignalWindow.Verdict verdict = signalWindow.add(signal, calendar, lastEnded, at, buckets);
    int due = signalWindow.due(verdict, calendar.index(signal.timeMillis()), at);
    if (due != SignalWindow.NONE) {
      timers.add(due);
    }
    clock = at.isEmpty() ? null : at;
    return verdict;
  }

  /** The watermark passes the end of a day. */
  void endDay(int day) throws Exception {
    lastEnded = Math.max(lastEnded, day);
    while (!timers.isEmpty() && timers.first() <= lastEnded) {
      fire(timers.pollFirst(), lastEnded, true);
    }
  }

  /** The input ends: every timer fires. */
  void endInput() throws Exception {
    while (!timers.isEmpty()) {
      int day = timers.pollFirst();
      fire(day, day, false);
    }
  }

  private void fire(int day, int ended, boolean goesOn) throws Exception {
    SeriesClock closed =
        window.close(clock, KEY, calendar, day, ended, goesOn, buckets, issued::add);
    if (closed != null) {
      clock = closed.isEmpty() ? null : closed;
      if (closed.isStarted() && goesOn) {
        timers.add(closed.lastClosed + 1);
      }
    }
  }

  /** The last observation issued for every day. */
  TreeMap<Integer, Observation> last() {
    TreeMap<Integer, Observation> last = new TreeMap<>();
    for (Observation each : issued) {
      last.merge(each.period(), each, (a, b) -> b.revision() >= a.revision() ? b : a);
    }
    return last;
  }

  static long at(int day, int hour) {
    return day * 24 * HOUR + hour * HOUR;
  }

  private final DemandWindow.Buckets buckets =
      new DemandWindow.Buckets() {
        @Override
        public PeriodBucket get(int period) {
          PeriodBucket bucket = sales.get(period);
          return bucket == null ? null : bucket.copy();
        }

        @Override
        public void put(int period, PeriodBucket bucket) {
          sales.put(period, bucket.copy());
        }

        @Override
        public void remove(int period) {
          sales.remove(period);
        }

        @Override
        public SignalBucket signals(int period) {
          SignalBucket bucket = signals.get(period);
          return bucket == null ? null : bucket.copy();
        }

        @Override
        public void putSignals(int period, SignalBucket bucket) {
          signals.put(period, bucket.copy());
        }

        @Override
        public void removeSignals(int period) {
          signals.remove(period);
        }
      };
}
