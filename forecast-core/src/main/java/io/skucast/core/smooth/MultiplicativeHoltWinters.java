package io.skucast.core.smooth;

import java.util.Arrays;

/**
 * Level and damped trend times a season (Winters 1960; ETS(A,Ad,M) in Hyndman et al. 2008, table
 * 2.2), for demand that is regular and positive. Where it is not, the season is a division by next
 * to nothing: then {@link #isDefined()} is false, the forecast is the plain smoothed level, and
 * level and season are learned anew from the next full season without a zero. State: a POJO of
 * primitives, a primitive array and a POJO.
 */
public class MultiplicativeHoltWinters implements Smoother {
  /**
   * Smallest factor of a place: a demand there moves the level by up to α / 0.05 times itself,
   * twice itself with the usual fraction of 0.1. The largest factor is the number of places, which
   * is one place having all demand.
   */
  static final double SMALLEST_FACTOR = 0.05;

  /** Smallest level as a share of the largest demand; below it the past says nothing of now. */
  static final double SMALLEST_LEVEL = 1e-3;

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
   * Factors on the level; the place of the observation t after a start (from 0) is {@code t %
   * season.length}. While the first season fills, plain demands.
   */
  public double[] season;

  /** Largest demand since the last start, in units. */
  public double peak;

  /** Observations since the last start. */
  public long learned;

  /** All observations; the forecast where no season is defined. */
  public SimpleExponentialSmoothing plain;

  /** A week of days. */
  public MultiplicativeHoltWinters() {
    this(7, 0.1, 0.05, 0.1, 0.9);
  }

  /**
   * @param period periods in a season, 1 or more
   */
  public MultiplicativeHoltWinters(
      int period, double alpha, double beta, double gamma, double phi) {
    this.season = new double[Domain.atLeastOne("period", period)];
    this.plain = new SimpleExponentialSmoothing(alpha);
    this.alpha = alpha;
    this.beta = Domain.fraction("beta", beta);
    this.gamma = Domain.fraction("gamma", gamma);
    this.phi = Domain.fraction("phi", phi);
  }

  /** Whether there is a season to multiply by: a full one was learned and has stayed credible. */
  public boolean isDefined() {
    return learned >= season.length;
  }

  @Override
  public void update(double demand) {
    plain.update(demand);
    if (isDefined()) {
      correct(demand);
    } else {
      fillFirstSeason(demand);
    }
    if (isDefined() && !isSound()) {
      startAnew();
    }
  }

  /** The level is the mean so far; the season is what the demands are over it once it is full. */
  private void fillFirstSeason(double demand) {
    if (demand == 0) {
      startAnew();
      return;
    }
    peak = Math.max(peak, demand);
    season[(int) learned] = demand;
    learned++;
    level += (demand - level) / learned;
    if (isDefined()) {
      for (int i = 0; i < season.length; i++) {
        season[i] /= level;
      }
    }
  }

  /**
   * The error correction form, in which the factor is over the level expected before the demand and
   * not, as Winters had it, over the one after it. Gains are those of {@link HoltWinters} from the
   * last start on: 1/t and 1/n at first.
   */
  private void correct(double demand) {
    peak = Math.max(peak, demand);
    int place = (int) (learned % season.length);
    long visit = learned / season.length + 1;
    learned++;
    double levelGain = Math.max(alpha, 1.0 / learned);
    double seasonGain = season.length == 1 ? 0 : Math.max(gamma, 1.0 / visit) * (1 - levelGain);
    double damped = phi * slope;
    double base = level + damped;
    double factor = season[place];
    double error = demand - base * factor;
    level = base + levelGain * error / factor;
    slope = damped + levelGain * beta * error / factor;
    season[place] = factor + seasonGain * error / base;
  }

  /** Written so that NaN fails too. */
  private boolean isSound() {
    for (double factor : season) {
      if (!(factor >= SMALLEST_FACTOR && factor <= season.length)) {
        return false;
      }
    }
    return isCredible(level) && isCredible(level + phi * slope);
  }

  /** The upper bound is that of {@link HoltWinters}. */
  private boolean isCredible(double base) {
    return base >= SMALLEST_LEVEL * peak && base <= 2 * peak;
  }

  private void startAnew() {
    level = 0;
    slope = 0;
    Arrays.fill(season, 0);
    peak = 0;
    learned = 0;
  }

  /** (level + (φ + … + φ^h) slope) season, or zero where that is negative. */
  @Override
  public double mean(int horizon) {
    double[] units = new double[Domain.atLeastOne("horizon", horizon)];
    means(units);
    return units[horizon - 1];
  }

  @Override
  public void means(double[] units) {
    if (!isDefined()) {
      plain.means(units);
      return;
    }
    double power = 1;
    double periods = 0;
    for (int h = 1; h <= units.length; h++) {
      power *= phi;
      periods += power;
      double factor = season[(int) ((learned + h - 1) % season.length)];
      units[h - 1] = Math.max(0, (level + periods * slope) * factor);
    }
  }

  /** That of {@link HoltWinters}, which is this one's where all factors are 1. */
  @Override
  public double errorGrowth(int horizon) {
    double[] growths = new double[Domain.atLeastOne("horizon", horizon)];
    errorGrowths(growths);
    return growths[horizon - 1];
  }

  @Override
  public void errorGrowths(double[] growths) {
    if (isDefined()) {
      HoltWinters.errorGrowths(growths, season.length, alpha, beta, gamma, phi);
    } else {
      plain.errorGrowths(growths);
    }
  }

  @Override
  public long observations() {
    return plain.count;
  }

  @Override
  public MultiplicativeHoltWinters copy() {
    MultiplicativeHoltWinters copy =
        new MultiplicativeHoltWinters(season.length, alpha, beta, gamma, phi);
    copy.version = version;
    copy.level = level;
    copy.slope = slope;
    copy.season = season.clone();
    copy.peak = peak;
    copy.learned = learned;
    copy.plain = plain.copy();
    return copy;
  }
}
