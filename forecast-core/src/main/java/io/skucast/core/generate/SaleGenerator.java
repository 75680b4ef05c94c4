package io.skucast.core.generate;

import io.skucast.core.generate.Draw.Purpose;
import io.skucast.core.generate.OrderLine.Fate;
import io.skucast.core.sale.SaleDraft;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sales of a plan, numbered in the order in which they arrive: event i is a function of the plan
 * and i. Lines of a day number Poisson with the mean demand over 1.8, each of 1 + Poisson(0.8)
 * units. Of the lines 3 % are returned after 3 to 14 days, 1 % are sent twice, 1 % come a day late
 * and 0.5 % ten days late.
 *
 * <p>One day's events are kept, so that reading them in order costs little; any other order costs
 * the making of a day for each. Not for more than one thread.
 */
public final class SaleGenerator {
  /** Days after which a correction, and a late line, arrives. */
  static final int CORRECTION_DAYS = 1;

  static final int LATE_DAYS = 10;
  static final double UNITS_A_LINE = 1.8;

  private static final long DAY_MILLIS = 86_400_000L;

  private final SalesPlan plan;
  private final Draw draw;
  private final DemandModel demand;
  private final long startMillis;

  /** Number of events before each day, as far as known. */
  private final long[] before;

  private int knownDays;
  private int keptDay = -1;
  private List<OrderLine> kept = List.of();

  public SaleGenerator(SalesPlan plan) {
    this.plan = plan;
    this.draw = new Draw(plan.seed());
    this.demand = new DemandModel(plan, draw);
    this.startMillis = plan.start().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    this.before = new long[plan.days() + 1];
  }

  public SalesPlan plan() {
    return plan;
  }

  DemandModel demand() {
    return demand;
  }

  /** Number of events; makes every day once. */
  public long events() {
    know(plan.days());
    return before[plan.days()];
  }

  /** Whether there is an event of this number; makes no more days than it must. */
  public boolean has(long event) {
    while (knownDays < plan.days() && before[knownDays] <= event) {
      know(knownDays + 1);
    }
    return event >= 0 && event < before[knownDays];
  }

  /**
   * @param event 0 to {@link #events()} - 1
   */
  public SaleDraft event(long event) {
    return line(event).draft(plan);
  }

  /**
   * The event before it becomes texts.
   *
   * @throws IndexOutOfBoundsException if there is none of this number
   */
  public OrderLine line(long event) {
    if (!has(event)) {
      throw new IndexOutOfBoundsException("event " + event + " of " + before[knownDays]);
    }
    int low = 0;
    int high = knownDays - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (before[middle] <= event) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return arrivals(low).get((int) (event - before[low]));
  }

  /** The instant before which everything has been sold when all events have arrived. */
  public long endMillis() {
    return startMillis + plan.days() * DAY_MILLIS;
  }

  private void know(int days) {
    for (; knownDays < days; knownDays++) {
      before[knownDays + 1] = before[knownDays] + arrivals(knownDays).size();
    }
  }

  /** All that arrives on a day, in the order of arrival. */
  List<OrderLine> arrivals(int day) {
    if (day != keptDay) {
      List<OrderLine> arriving = new ArrayList<>();
      for (int series = 0; series < plan.series(); series++) {
        addSold(series, day, Fate.PROMPT, day, arriving);
        addSold(series, day - CORRECTION_DAYS, Fate.CORRECTION, day, arriving);
        addSold(series, day - LATE_DAYS, Fate.LATE, day, arriving);
        addReturned(series, day, arriving);
      }
      arriving.sort(
          Comparator.comparingLong(OrderLine::arrivalMillis)
              .thenComparingInt(OrderLine::series)
              .thenComparingInt(OrderLine::day)
              .thenComparingInt(OrderLine::number)
              .thenComparing(OrderLine::returned));
      kept = arriving;
      keptDay = day;
    }
    return kept;
  }

  /** Lines of a series sold on a day. */
  int lines(int series, int day) {
    if (day < 0 || !demand.isInStock(series, day)) {
      return 0;
    }
    return draw.poisson(Purpose.LINES, series, day, 0, demand.mean(series, day) / UNITS_A_LINE);
  }

  private void addSold(int series, int day, Fate fate, int arrivalDay, List<OrderLine> to) {
    int lines = lines(series, day);
    for (int number = 0; number < lines; number++) {
      if (fate(series, day, number) == fate) {
        add(line(series, day, number, fate, arrivalDay), to);
      }
    }
  }

  /** What was sold promptly so many days ago, a number by series, and comes back today. */
  private void addReturned(int series, int day, List<OrderLine> to) {
    int sold = day - returnedAfter(series);
    int lines = lines(series, sold);
    for (int number = 0; number < lines; number++) {
      if (isReturned(series, sold, number)) {
        OrderLine line = line(series, sold, number, Fate.PROMPT, sold);
        long later = (day - sold) * DAY_MILLIS;
        add(
            new OrderLine(
                series,
                sold,
                number,
                -line.quantity(),
                true,
                line.priceMilli(),
                line.promotion(),
                line.timeMillis() + later,
                line.arrivalMillis() + later,
                Fate.PROMPT),
            to);
      }
    }
  }

  private static int returnedAfter(int series) {
    return 3 + series % 12;
  }

  private Fate fate(int series, int day, int number) {
    double which = draw.uniform(Purpose.FATE, series, day, number);
    return which < 0.005 ? Fate.LATE : which < 0.015 ? Fate.CORRECTION : Fate.PROMPT;
  }

  private int quantity(int series, int day, int number) {
    return 1 + draw.poisson(Purpose.QUANTITY, series, day, number, UNITS_A_LINE - 1);
  }

  /** Only what arrived in time comes back. */
  private boolean isReturned(int series, int day, int number) {
    return draw.uniform(Purpose.FATE, series, day, -number - 1) < 0.03
        && fate(series, day, number) == Fate.PROMPT;
  }

  private OrderLine line(int series, int day, int number, Fate fate, int arrivalDay) {
    int sku = plan.sku(series);
    long second = (long) (86_400 * secondOfDay(series, day, number));
    long delay = (long) (1_800_000 * draw.uniform(Purpose.DELAY, series, day, number));
    long timeMillis = startMillis + day * DAY_MILLIS + second * 1000;
    return new OrderLine(
        series,
        day,
        number,
        quantity(series, day, number),
        false,
        demand.priceMilli(sku, day),
        demand.discount(sku, day) > 0,
        timeMillis,
        timeMillis + (arrivalDay - day) * DAY_MILLIS + delay,
        fate);
  }

  /** Sales peak in the afternoon: the mean of two uniform numbers, moved. */
  private double secondOfDay(int series, int day, int number) {
    double mean =
        (draw.uniform(Purpose.SECOND, series, day, 2L * number)
                + draw.uniform(Purpose.SECOND, series, day, 2L * number + 1))
            / 2;
    return Math.min(mean + 0.08, 0.9999);
  }

  private void add(OrderLine line, List<OrderLine> to) {
    to.add(line);
    long address = line.returned() ? -line.number() - 1 : line.number();
    double repeat = draw.uniform(Purpose.REPEAT, line.series(), line.day(), address);
    if (repeat < 0.01) {
      to.add(
          new OrderLine(
              line.series(),
              line.day(),
              line.number(),
              line.quantity(),
              line.returned(),
              line.priceMilli(),
              line.promotion(),
              line.timeMillis(),
              line.arrivalMillis() + 1 + (long) (repeat * 30_000_000),
              line.fate() == Fate.LATE ? Fate.LATE : Fate.REPEAT));
    }
  }

  /** Units of a series sold on a day in lines that arrive before their day is sealed. */
  int soldInTime(int series, int day) {
    int units = 0;
    int lines = lines(series, day);
    for (int number = 0; number < lines; number++) {
      Fate fate = fate(series, day, number);
      boolean arrives =
          fate == Fate.PROMPT || fate == Fate.CORRECTION && day + CORRECTION_DAYS < plan.days();
      if (arrives) {
        units += quantity(series, day, number);
      }
    }
    return units;
  }

  /** Units of a series returned on a day. */
  int returned(int series, int day) {
    int units = 0;
    int sold = day - returnedAfter(series);
    int lines = lines(series, sold);
    for (int number = 0; number < lines; number++) {
      units += isReturned(series, sold, number) ? quantity(series, sold, number) : 0;
    }
    return units;
  }
}
