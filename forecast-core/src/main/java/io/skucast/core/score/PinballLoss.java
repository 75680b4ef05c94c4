package io.skucast.core.score;

/** The loss of a quantile forecast (Koenker and Bassett 1978). */
public final class PinballLoss {
  private PinballLoss() {}

  /**
   * Never negative; least in the mean where the quantile has its level.
   *
   * @param level of the quantile, 0 to 1
   * @param error what came less the quantile
   */
  public static double of(double level, double error) {
    return error >= 0 ? level * error : (level - 1) * error;
  }
}
