package io.skucast.core.score;

import io.skucast.core.calendar.PeriodUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The sentences of alerts. */
final class AlertWords {
  private final String unit;

  AlertWords(PeriodUnit unit) {
    this.unit = unit.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param lately smoothed error, in units
   * @param before mean error before, in units
   * @param typicalError in units
   */
  String drift(boolean up, double lately, double before, double typicalError) {
    return String.format(
        Locale.ROOT,
        "Demand has moved %s against the forecasts one %s ahead: lately it is %s them, on average"
            + " before it was %s them, and a typical error is %s units.",
        up ? "up" : "down",
        unit,
        side(lately),
        side(before),
        plain(typicalError));
  }

  /**
   * @param lately smoothed error, in units
   */
  String bias(double lately, double signal, double limit) {
    return String.format(
        Locale.ROOT,
        "Forecasts one %s ahead are too %s: demand is %s them on average (tracking signal %.2f,"
            + " allowed is up to %.2f).",
        unit,
        lately > 0 ? "low" : "high",
        side(lately),
        signal,
        limit);
  }

  /**
   * @param count scores that the share is of
   * @param share of demands found in the band
   * @param limit nearest share that chance explains
   */
  String band(int lag, int count, double share, double limit) {
    boolean narrow = share < limit;
    return String.format(
        Locale.ROOT,
        "The 80 %% band of forecasts %d %s%s ahead is too %s: it held %.0f %% of demands over about"
            + " %d %ss, and chance explains no %s than %.0f %%.",
        lag,
        unit,
        lag == 1 ? "" : "s",
        narrow ? "narrow" : "wide",
        100 * share,
        count,
        unit,
        narrow ? "less" : "more",
        100 * limit);
  }

  private static String side(double error) {
    return plain(Math.abs(error)) + " units " + (error < 0 ? "below" : "above");
  }

  /** Three digits, without an exponent. */
  private static String plain(double units) {
    BigDecimal rounded =
        BigDecimal.valueOf(units).round(new MathContext(3, RoundingMode.HALF_EVEN));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
