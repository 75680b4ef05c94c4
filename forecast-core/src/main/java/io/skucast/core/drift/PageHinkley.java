package io.skucast.core.drift;

import io.skucast.core.smooth.Domain;

/**
 * Detects a change in the mean of a stream of errors, either way (Page 1954; Hinkley 1971; in the
 * streaming form of Gama, Žliobaitė, Bifet, Pechenizkiy and Bouchachia 2014, section 3.2.2). State:
 * a POJO of primitives.
 *
 * <pre>
 * m = mean of all so far, this one included
 * up   = max(0, up   + x − m − δ)      alarm above λ
 * down = max(0, down − x + m − δ)      alarm above λ
 * </pre>
 *
 * which is the sum of x − m − δ less its smallest value so far. After an alarm the test starts
 * anew. It is not scale-free by itself: the errors are scaled by the caller, so that their standard
 * deviation is about 1.
 */
public class PageHinkley {
  /** What an error says of the mean of errors. */
  public enum Change {
    /** No change, or none that is sure yet. */
    NONE,
    /**
     * Errors have become larger: demand above what is forecast, where errors are demand less it.
     */
    UP,
    /** Errors have become smaller. */
    DOWN
  }

  /** Default of {@link #delta}: a quarter of a standard deviation is not worth an alarm. */
  public static final float DELTA = 0.25f;

  /** Default of {@link #lambda}: under 1 false alarm in 2,000 errors that are standard normal. */
  public static final float LAMBDA = 15;

  /** Errors before the first alarm: a mean of fewer is too uncertain to compare with. */
  public static final int LEAST = 30;

  public int version = 1;

  /** Change of the mean that is tolerated, in the unit of the errors. */
  public float delta;

  /** Sum of excesses that is an alarm, in the unit of the errors. */
  public float lambda;

  /** Errors since the start. */
  public int count;

  /** Mean of errors since the start. */
  public float mean;

  /** Sum of excesses above the mean, since it was last zero. */
  public float up;

  /** Sum of excesses below the mean, since it was last zero. */
  public float down;

  public PageHinkley() {
    this(DELTA, LAMBDA);
  }

  /**
   * @param delta change of the mean that is tolerated, 0 to 1,000
   * @param lambda sum of excesses that is an alarm, 0 to 1e6
   */
  public PageHinkley(float delta, float lambda) {
    this.delta = (float) Domain.within("delta", delta, 0, 1000);
    this.lambda = (float) Domain.within("lambda", lambda, 0, 1e6);
  }

  /**
   * Takes the next error.
   *
   * @param error demand less forecast over a typical error, at most 1e18 either way
   * @return the change that it makes sure; the test has then started anew
   */
  public Change add(double error) {
    Domain.within("error", error, -1e18, 1e18);
    count = count == Integer.MAX_VALUE ? count : count + 1;
    mean += (float) ((error - mean) / count);
    double excess = error - mean;
    up = (float) Math.max(0, up + excess - delta);
    down = (float) Math.max(0, down - excess - delta);
    if (count < LEAST || up <= lambda && down <= lambda) {
      return Change.NONE;
    }
    Change change = up > down ? Change.UP : Change.DOWN;
    restart();
    return change;
  }

  /** Forgets all errors. */
  public void restart() {
    count = 0;
    mean = 0;
    up = 0;
    down = 0;
  }

  /** A copy that shares nothing with this one. */
  public PageHinkley copy() {
    PageHinkley copy = new PageHinkley(delta, lambda);
    copy.version = version;
    copy.count = count;
    copy.mean = mean;
    copy.up = up;
    copy.down = down;
    return copy;
  }
}
