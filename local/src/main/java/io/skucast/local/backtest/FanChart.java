package io.skucast.local.backtest;

import io.skucast.core.backtest.Bands;
import io.skucast.core.backtest.SeriesHistory;
import io.skucast.core.calendar.BusinessCalendar;
import java.util.Arrays;
import java.util.Locale;

/** One series: what was sold, and the forecast from the last origin with its bands. */
final class FanChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 230;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;

  /** Horizons of history shown before the origin. */
  private static final int PAST = 4;

  private static final String[] FANS = {"fan50", "fan80", "fan90"};

  private final BusinessCalendar calendar;
  private final int origin;
  private final Bands bands;

  /**
   * @param calendar names the periods
   * @param origin period of the forecast
   */
  FanChart(BusinessCalendar calendar, int origin, Bands bands) {
    this.calendar = calendar;
    this.origin = origin;
    this.bands = bands;
  }

  /**
   * @param mean units, horizon 1 first
   * @param quantiles units, one array a level
   */
  String draw(SeriesHistory history, double[] mean, double[][] quantiles, String label) {
    int horizons = mean.length;
    int from = Math.max(history.first(), origin - PAST * horizons + 1);
    int to = origin + horizons;
    double greatest = Arrays.stream(mean).max().orElse(0);
    for (int period = from; period <= to; period++) {
      greatest = Math.max(greatest, history.demand(period));
    }
    for (double[] quantile : quantiles) {
      greatest = Math.max(greatest, Arrays.stream(quantile).max().orElse(0));
    }
    Axis x = new Axis(from, to, LEFT, WIDTH - RIGHT);
    Axis y = Axis.holding(0, greatest, HEIGHT - 30, 12);
    Svg svg = new Svg(WIDTH, HEIGHT, label);
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "grid");
      svg.text(LEFT - 8, y.at(tick) + 4, "end", "tick", y.label(tick));
    }
    svg.upright(
        14, (y.from() + y.to()) / 2, "units a " + calendar.unit().name().toLowerCase(Locale.ROOT));
    double[] ahead = new double[horizons];
    for (int h = 0; h < horizons; h++) {
      ahead[h] = x.at(origin + 1 + h);
    }
    for (int band = Bands.count() - 1; band >= 0; band--) {
      if (bands.has(band)) {
        svg.area(
            ahead,
            pixels(y, quantiles[bands.low(band)]),
            pixels(y, quantiles[bands.high(band)]),
            FANS[band]);
      }
    }
    double[] periods = new double[to - from + 1];
    double[] demand = new double[periods.length];
    for (int i = 0; i < periods.length; i++) {
      periods[i] = x.at(from + i);
      demand[i] = y.at(history.demand(from + i));
    }
    svg.path(periods, demand, "currentColor", 1.3);
    svg.path(ahead, pixels(y, mean), ScoreCharts.COLORS.get(0), 2.4);
    svg.line(x.at(origin + 0.5), 12, x.at(origin + 0.5), HEIGHT - 30, "mark");
    for (int period = origin; period >= from; period -= horizons) {
      // The first label would run out of the drawing on the left.
      if (x.at(period) > LEFT + 20) {
        svg.text(x.at(period), HEIGHT - 12, "middle", "tick", calendar.label(period));
      }
    }
    svg.text(WIDTH - RIGHT, HEIGHT - 12, "end", "tick", calendar.label(to));
    return svg.toString();
  }

  private static double[] pixels(Axis y, double[] values) {
    return Arrays.stream(values).map(y::at).toArray();
  }
}
