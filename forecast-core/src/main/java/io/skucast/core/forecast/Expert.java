package io.skucast.core.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The forecasters of the bank other than their combination, in the order in which state has them.
 */
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

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /**
   * Those whose weighted mean the combination is: short and long memories, with a season of their
   * own and without, chosen on rolling origins of M5. The order is that of weights in state.
   */
  static final List<Expert> VOTERS =
      List.of(
          SES,
          SES_SLOW,
          SES_FAST,
          LONG_MEAN,
          HOLT_WINTERS,
          HOLT_WINTERS_MULTIPLICATIVE,
          TSB,
          AGGREGATION,
          PROFILE,
          PROFILE_FAST);

  /**
   * Whether it learns demand as it was, freaks and all: what others are measured against must be
   * what everyone knows by its name.
   */
  boolean isBenchmark() {
    return switch (this) {
      case NAIVE, SEASONAL_NAIVE, MOVING_AVERAGE, SES, HOLT, SEASONAL_DIFFERENCE, THETA -> true;
      case CROSTON, SBA -> true;
      default -> false;
    };
  }

  /** Lower-case name with hyphens. */
  public String code() {
    return code;
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
