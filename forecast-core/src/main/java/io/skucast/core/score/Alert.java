package io.skucast.core.score;

/**
 * Forecasts of a series that need a look. One for each episode, not for each period; series,
 * period, kind and lag identify it.
 *
 * @param period the target that was scored when it was raised
 * @param lag periods from origin to target of the forecasts meant; of a deep model the number of
 *     its entry in the registry of models
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
    DIRECTION_MODEL_REFUSED,
    /** A deep model cannot be loaded or run here; of all series, as are those below. */
    DEEP_REFUSED,
    /**
     * A deep model was worse on trial than what it was compared with. The value is its pinball loss
     * in units over all rows of its trial, the limit the loss it was compared with.
     */
    DEEP_REJECTED,
    /** A deep model became worse than the one before it, which serves again; numbers likewise. */
    DEEP_ROLLED_BACK,
    /** A deep model became worse than what series last sold, and serves no more; likewise. */
    DEEP_SUSPENDED,
    /** Runs of a deep model failed. */
    DEEP_FAILED,
    /** Runs of a deep model took longer than they are given. */
    DEEP_TIMED_OUT,
    /** A deep model gave forecasts that are not finite, negative or do not ascend by level. */
    DEEP_UNSOUND
  }
}
