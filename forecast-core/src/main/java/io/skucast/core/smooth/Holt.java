package io.skucast.core.smooth;

/**
 * Level and damped trend without a season (Holt 1957, damping by Gardner and McKenzie 1985;
 * ETS(A,Ad,N) in Hyndman et al. 2008). It is {@link HoltWinters} with a season of one period, whose
 * only place stays zero. State: a POJO of a POJO.
 */
public class Holt implements Smoother {
  public int version = 1;

  /** Level and slope; its season has one place. */
  public HoltWinters smoothing;

  public Holt() {
    this(0.1, 0.05, 0.9);
  }

  /**
   * @param alpha fraction of an error that the level takes on, 0 to 1
   * @param beta fraction of a change of level that the slope takes on, 0 to 1
   * @param phi what remains of the slope each period, 0 to 1; 1 is a trend that goes on for ever
   */
  public Holt(double alpha, double beta, double phi) {
    this.smoothing = new HoltWinters(1, alpha, beta, 0, phi);
  }

  @Override
  public void update(double demand) {
    smoothing.update(demand);
  }

  /** level + (φ + … + φ^h) slope, or zero where that is negative. */
  @Override
  public double mean(int horizon) {
    return smoothing.mean(horizon);
  }

  @Override
  public void means(double[] units) {
    smoothing.means(units);
  }

  /** √(1 + Σ c_j²) with c_j = α + αβ (φ + … + φ^j), as of {@link HoltWinters}. */
  @Override
  public double errorGrowth(int horizon) {
    return smoothing.errorGrowth(horizon);
  }

  @Override
  public void errorGrowths(double[] growths) {
    smoothing.errorGrowths(growths);
  }

  @Override
  public long observations() {
    return smoothing.count;
  }

  @Override
  public Holt copy() {
    Holt copy = new Holt();
    copy.version = version;
    copy.smoothing = smoothing.copy();
    return copy;
  }
}
