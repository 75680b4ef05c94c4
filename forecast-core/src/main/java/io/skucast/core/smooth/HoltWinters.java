package io.skucast.core.smooth;

/**
 * Level, damped trend and additive season (Holt 1957, Winters 1960, damping by Gardner and McKenzie
 * 1985; ETS(A,Ad,A) in Hyndman et al. 2008). Additive, since a season that multiplies is undefined
 * on the zeros that sales are full of. State: a POJO of primitives and primitive arrays.
 */
public class HoltWinters implements Smoother {
  public int version = 1;

  /** Fraction of an error that the level takes on, 0 to 1. */
  public double alpha;

  /** Fraction of a change of level that the slope takes on, 0 to 1. */
  public double beta;

  /** Fraction of what the level leaves over that the season takes on, 0 to 1. */
  public double gamma;

  /** What remains of the slope each period, 0 to 1. */
  public double phi;

  /** Units. */
  public double level;

  /** Units per period. */
  public double slope;

  /**
   * Units above the level; the place of observation t (from 0) is {@code t % season.length}. While
   * the first season fills, plain demands.
   */
  public double[] season;

  /** Largest demand so far in units. */
  public double peak;

  public long count;

  /** A week of days. */
  public HoltWinters() {
    this(7, 0.1, 0.05, 0.1, 0.9);
  }

  /**
   * @param period periods in a season; 1 is no season
   */
  public HoltWinters(int period, double alpha, double beta, double gamma, double phi) {
    this.season = new double[Domain.atLeastOne("period", period)];
    this.alpha = Domain.fraction("alpha", alpha);
    this.beta = Domain.fraction("beta", beta);
    this.gamma = Domain.fraction("gamma", gamma);
    this.phi = Domain.fraction("phi", phi);
  }

  @Override
  public void update(double demand) {
    Domain.demand(demand);
    peak = Math.max(peak, demand);
    if (count < season.length) {
      fillFirstSeason(demand);
    } else {
      correct(demand);
    }
  }

  /** The level is the mean so far; the season is what the demands are above it once it is full. */
  private void fillFirstSeason(double demand) {
    season[(int) count] = demand;
    count++;
    level += (demand - level) / count;
    if (count == season.length) {
      for (int i = 0; i < season.length; i++) {
        season[i] -= level;
      }
    }
  }

  /**
   * The error correction form. Gains start at 1/t for the level and 1/n for the n-th visit to a
   * place of the season, so that young states are averages of what was seen.
   */
  private void correct(double demand) {
    int place = (int) (count % season.length);
    long visit = count / season.length + 1;
    count++;
    double levelGain = Math.max(alpha, 1.0 / count);
    double seasonGain = season.length == 1 ? 0 : Math.max(gamma, 1.0 / visit) * (1 - levelGain);
    double damped = phi * slope;
    double error = demand - (level + damped + season[place]);
    level = bounded(level + damped + levelGain * error);
    slope = bounded(damped + levelGain * beta * error);
    season[place] = bounded(season[place] + seasonGain * error);
  }

  /**
   * Some parameters within 0 to 1 make the recursion unstable (Archibald 1990). A level, slope or
   * season beyond twice the largest demand is not credible, so the bound stops a runaway and leaves
   * sound states alone.
   */
  private double bounded(double part) {
    return Math.max(-2 * peak, Math.min(2 * peak, part));
  }

  /** level + (φ + … + φ^h) slope + season, or zero where that is negative. */
  @Override
  public double mean(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return Math.max(0, level + dampedPeriods(horizon) * slope + season(horizon));
  }

  /** φ + φ² + … + φ^h, term by term, as {@link #means} adds it up. */
  private double dampedPeriods(int horizon) {
    double power = 1;
    double periods = 0;
    for (int h = 1; h <= horizon; h++) {
      power *= phi;
      periods += power;
    }
    return periods;
  }

  @Override
  public void means(double[] units) {
    double power = 1;
    double periods = 0;
    for (int h = 1; h <= units.length; h++) {
      power *= phi;
      periods += power;
      units[h - 1] = Math.max(0, level + periods * slope + season(h));
    }
  }

  /**
   * Units above the level at a horizon; zero until the first season is full.
   *
   * @param horizon periods ahead of the last observation, from 1
   */
  public double season(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    if (count < season.length) {
      return 0;
    }
    return season[(int) ((count + horizon - 1) % season.length)];
  }

  /**
   * √(1 + Σ c_j²) with c_j = α + αβ (φ + … + φ^j) + (1 - α) γ [m divides j]: class 1 (Hyndman et
   * al. 2008, section 6.3) in this class' parameters. Their β is αβ here and their γ is (1 - α) γ.
   */
  @Override
  public double errorGrowth(int horizon) {
    double[] growths = new double[Domain.atLeastOne("horizon", horizon)];
    errorGrowths(growths);
    return growths[horizon - 1];
  }

  @Override
  public void errorGrowths(double[] growths) {
    errorGrowths(growths, season.length, alpha, beta, gamma, phi);
  }

  static void errorGrowths(
      double[] growths, int period, double alpha, double beta, double gamma, double phi) {
    double seasonResponse = period == 1 ? 0 : (1 - alpha) * gamma;
    double power = 1;
    double periods = 0;
    double variance = 1;
    for (int j = 1; j <= growths.length; j++) {
      growths[j - 1] = Math.sqrt(variance);
      power *= phi;
      periods += power;
      double response = alpha + alpha * beta * periods;
      if (j % period == 0) {
        response += seasonResponse;
      }
      variance += response * response;
    }
  }

  @Override
  public long observations() {
    return count;
  }

  @Override
  public HoltWinters copy() {
    HoltWinters copy = new HoltWinters(season.length, alpha, beta, gamma, phi);
    copy.version = version;
    copy.level = level;
    copy.slope = slope;
    copy.season = season.clone();
    copy.peak = peak;
    copy.count = count;
    return copy;
  }
}
