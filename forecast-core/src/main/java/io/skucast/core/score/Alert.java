package io.skucast.core.score;

/**
 * Forecasts of a series that need a look. One for each episode, not for each period; series,
 * period, kind and lag identify it.
 *
 * @param period the target that was scored when it was raised
 * @param lag periods from origin to target of the forecasts meant
 * @param value what was found, by kind
 * @param limit what is allowed, in the unit of {@code value}
 * @param message a sentence for a planner
 */
public record Alert(
    String sku,
    String location,
    int period,
    Kind kind,
    int lag,
    double value,
    double limit,
    String message) {

  /** What is wrong. */
  public enum Kind {
    /**
     * Demand has moved up against the forecasts. The value is the smoothed error less the mean
     * error before, in typical (root mean square) errors, the limit the move that is tolerated.
     */
    DRIFT_UP,
    /** Demand has moved down against the forecasts; value and limit likewise, below 0. */
    DRIFT_DOWN,
    /**
     * The 80 % band holds more or less of demand than 80 % and chance explain. The value is the
     * share, the limit the nearest share that chance explains.
     */
    BAND_BROKEN,
    /** Errors lean to one side. The value is the tracking signal, -1 to 1. */
    BIASED,
    /**
     * A trained linear model was not fit to be served, and the last one stays. The series is its
     * category, the lag its first horizon; value and limit are what the message says.
     */
    MODEL_REFUSED,
    /** The same of a model of the direction of demand. */
    DIRECTION_MODEL_REFUSED
  }
}
