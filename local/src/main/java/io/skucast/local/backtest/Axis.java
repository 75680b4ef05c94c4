package io.skucast.local.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From values to pixels, with round ticks.
 *
 * @param low value at pixel {@code from}
 * @param high value at pixel {@code to}
 */
record Axis(double low, double high, double from, double to) {

  /**
   * An axis that holds the values from {@code least} to {@code greatest}, widened to whole steps.
   */
  static Axis holding(double least, double greatest, double from, double to) {
    double span = greatest > least ? greatest - least : Math.max(1, Math.abs(greatest));
    double step = step(span);
    double low = Math.floor(least / step + 1e-9) * step;
    double high = Math.ceil(greatest / step - 1e-9) * step;
    return new Axis(low, high > low ? high : low + step, from, to);
  }

  /** 1, 2 or 5 times a power of ten: about five steps. */
  private static double step(double span) {
    double power = Math.pow(10, Math.floor(Math.log10(span / 5)));
    double rest = span / 5 / power;
    return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  List<Double> ticks() {
    double step = step(high - low);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step / 1000; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** As many decimals as the steps have. */
  String label(double tick) {
    double step = step(high - low);
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%,." + decimals + "f", tick == 0 ? 0.0 : tick);
  }
}
