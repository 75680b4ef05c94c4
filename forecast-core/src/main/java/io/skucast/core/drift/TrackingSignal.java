package io.skucast.core.drift;

import io.skucast.core.smooth.Domain;

/**
 * Whether errors lean to one side: smoothed error over smoothed absolute error, from -1 (every
 * forecast too high) to 1 (every forecast too low), in whatever unit the errors are (Trigg 1964).
 * State: a POJO of primitives.
 *
 * <p>For independent normal errors its standard deviation is 1.2533 √(α / (2 - α)): 0.2 at the
 * default.
 */
public class TrackingSignal {
  /** Default of {@link #alpha}: about 40 errors count. */
  public static final float ALPHA = 0.05f;

  /** Three standard deviations at the default {@link #ALPHA}. */
  public static final double LIMIT = 0.6;

  public int version = 1;

  /** Share of the newest error in both means, above 0, at most 1. */
  public float alpha;

  public int count;

  /** Smoothed error, from 0. */
  public float error;

  /** Smoothed absolute error, from 0, so that the start cancels in the ratio. */
  public float absolute;

  public TrackingSignal() {
    this(ALPHA);
  }

  /**
   * @param alpha share of the newest error, 0.001 to 1
   */
  public TrackingSignal(float alpha) {
    this.alpha = (float) Domain.within("alpha", alpha, 0.001f, 1);
  }

  /**
   * Takes the next error.
   *
   * @param next demand less forecast in any unit, at most 1e18 either way
   */
  public void add(double next) {
    Domain.within("error", next, -1e18, 1e18);
    count = count == Integer.MAX_VALUE ? count : count + 1;
    error += (float) (alpha * (next - error));
    absolute += (float) (alpha * (Math.abs(next) - absolute));
  }

  /** -1 to 1; 0 where there was no error. */
  public double value() {
    return absolute > 0 ? Math.max(-1, Math.min(1, (double) error / absolute)) : 0;
  }

  /**
   * Whether the signal is beyond the limit either way; not before 1/α errors, as the first ones
   * alone make it nearly 1.
   *
   * @param limit 0 to 1
   */
  public boolean isBiased(double limit) {
    return Math.abs(value()) > Domain.fraction("limit", limit) && count * alpha >= 1;
  }

  /** A copy that shares nothing with this one. */
  public TrackingSignal copy() {
    TrackingSignal copy = new TrackingSignal(alpha);
    copy.version = version;
    copy.count = count;
    copy.error = error;
    copy.absolute = absolute;
    return copy;
  }
}
