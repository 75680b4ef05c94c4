package io.skucast.core.deep;

import io.skucast.core.sale.Series;
import io.skucast.core.score.Alert;

/**
 * Why a deep model has no part in forecasts that it should have a part in.
 *
 * @param kind what went wrong
 * @param entry of the version in the registry; 0 where it is the registry itself
 * @param version its name; empty likewise
 * @param period origin that it was found at
 * @param value what was found, by kind; 0 where there is no number to it
 * @param limit what is allowed, in the unit of {@code value}
 * @param message a sentence that names version, fault and remedy
 */
public record DeepFault(
    Alert.Kind kind,
    int entry,
    String version,
    int period,
    double value,
    double limit,
    String message) {

  /** One without numbers. */
  public DeepFault(Alert.Kind kind, DeepVersion version, int period, String message) {
    this(kind, version.entry(), version.version(), period, 0, 0, message);
  }

  /** What is the same fault again, whenever it comes. */
  public String episode() {
    return kind + "|" + entry;
  }

  /** As all who are to look at it see it: of the total. */
  public Alert alert() {
    return new Alert(Series.ALL, Series.ALL, period, kind, entry, value, limit, message);
  }
}
