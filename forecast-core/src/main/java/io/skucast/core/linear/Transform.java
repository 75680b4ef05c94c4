package io.skucast.core.linear;

import java.util.Locale;

/**
 * What the linear model takes demand as. Demand is always divided by the series' level first, so
 * that series of all sizes teach one model.
 */
public enum Transform {
  /** Demand over the level. */
  RATIO {
    @Override
    double of(double ratio) {
      return ratio;
    }

    @Override
    double back(double value, double variance) {
      return value;
    }
  },
  /**
   * The logarithm of 1 + demand over the level: effects multiply, and peaks weigh less. The mean is
   * taken back as that of a lognormal (Hyndman and Athanasopoulos 2021, section 5.6, for the
   * logarithm), its variance at most 1.
   */
  LOG {
    @Override
    double of(double ratio) {
      return StrictMath.log1p(ratio);
    }

    @Override
    double back(double value, double variance) {
      return StrictMath.exp(Math.min(value, LARGEST_LOG) + Math.min(1, variance) / 2) - 1;
    }
  };

  /** Of what a model may say in logarithms: e^7 is a thousand levels. */
  private static final double LARGEST_LOG = 7;

  /** Of demand over its level, not negative. */
  abstract double of(double ratio);

  /**
   * The mean of demand over the level.
   *
   * @param value mean of the transformed
   * @param variance about it
   */
  abstract double back(double value, double variance);

  /** Lower-case name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code ratio} or {@code log}. */
  public static Transform parse(String text) {
    for (Transform transform : values()) {
      if (transform.code().equals(text)) {
        return transform;
      }
    }
    throw new IllegalArgumentException("transform is '" + text + "', allowed is ratio or log");
  }
}
