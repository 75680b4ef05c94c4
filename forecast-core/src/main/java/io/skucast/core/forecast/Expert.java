package io.skucast.core.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The forecasters of the bank other than their combination, in the order in which state has them. */
public enum Expert {
  NAIVE,
  SEASONAL_NAIVE,
  MOVING_AVERAGE,
  SES,
  SES_SLOW,
  SES_FAST,
  LONG_MEAN,
  HOLT,
  HOLT_WINTERS,
  HOLT_WINTERS_MULTIPLICATIVE,
  HOLT_WINTERS_LOG,
  SEASONAL_DIFFERENCE,
  THETA,
  CROSTON,
  SBA,
  TSB,
  AGGREGATION,
  PROFILE,
  PROFILE_FAST;

  private static final Expert[] ALL = values();

  static final Expert[] VOTERS =
      Arrays.stream(
              System.getProperty(
                      "x.voters",
                      "ses,ses-slow,ses-fast,long-mean,holt-winters,tsb,profile,profile-fast")
                  .split(","))
          .map(Expert::parse)
          .toArray(Expert[]::new);

  /** Lower-case name with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> codes() {
    return Arrays.stream(ALL).map(Expert::code).toList();
  }

  static int count() {
    return ALL.length;
  }

  static Expert at(int index) {
    return ALL[index];
  }

  /** The forecaster of this name. */
  static Expert parse(String code) {
    for (Expert expert : ALL) {
      if (expert.code().equals(code)) {
        return expert;
      }
    }
    throw new IllegalArgumentException(
        "no forecaster '" + code + "': there are combined, " + String.join(", ", codes()));
  }
}
