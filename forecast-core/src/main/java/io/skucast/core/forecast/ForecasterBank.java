package io.skucast.core.forecast;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.sale.Series;
import io.skucast.core.smooth.Croston;
import io.skucast.core.smooth.Holt;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.core.smooth.LogHoltWinters;
import io.skucast.core.smooth.MovingAverage;
import io.skucast.core.smooth.MultipleAggregation;
import io.skucast.core.smooth.MultiplicativeHoltWinters;
import io.skucast.core.smooth.Naive;
import io.skucast.core.smooth.SeasonalDifference;
import io.skucast.core.smooth.SeasonalNaive;
import io.skucast.core.smooth.SeasonalProfile;
import io.skucast.core.smooth.SimpleExponentialSmoothing;
import io.skucast.core.smooth.Smoother;
import io.skucast.core.smooth.TeunterSyntetosBabai;
import io.skucast.core.smooth.Theta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forecasters of one series, and their combination with its quantiles. State: a POJO of POJOs
 * and primitive arrays.
 *
 * <p>The combination is the weighted mean of the voters. Horizons up to halfway between a period
 * and the season's lag are served by what was learned at lag one, the others by what was learned at
 * the season's lag; see {@link LagGroup}.
 */
public class ForecasterBank {
  /** The combination. */
  public static final String COMBINED = "combined";

  /** Everything that can be asked for a forecast. */
  public static final List<String> FORECASTERS = names();

  private static final Expert[] VOTERS = Expert.VOTERS;

  public int version = 1;
  public Naive naive;
  public SeasonalNaive seasonalNaive;
  public MovingAverage movingAverage;
  public SimpleExponentialSmoothing ses;
  public SimpleExponentialSmoothing sesSlow;
  public SimpleExponentialSmoothing sesFast;
  public SimpleExponentialSmoothing longMean;
  public Holt holt;
  public HoltWinters holtWinters;
  public MultiplicativeHoltWinters holtWintersMultiplicative;
  public LogHoltWinters holtWintersLog;
  public SeasonalDifference seasonalDifference;
  public Theta theta;
  public Croston croston;
  public Croston sba;
  public TeunterSyntetosBabai tsb;
  public MultipleAggregation aggregation;
  public SeasonalProfile profile;
  public SeasonalProfile profileFast;

  /** What was learned at lag one, and at the season's lag. */
  public LagGroup next;

  public LagGroup season;

  /** Of the experts and last the combination: discounted mean of one-step squared errors. */
  public float[] squares;

  /** Smallest demand above zero so far, in units: what demand comes in multiples of. */
  public double lot;

  public ForecasterBank() {}

  public ForecasterBank(PeriodUnit unit) {
    int m = unit.season();
    naive = new Naive();
    seasonalNaive = new SeasonalNaive(m);
    movingAverage = new MovingAverage(4 * m);
    ses = new SimpleExponentialSmoothing(0.1);
    sesSlow = new SimpleExponentialSmoothing(0.05);
    sesFast = new SimpleExponentialSmoothing(0.2);
    longMean = new SimpleExponentialSmoothing(0.005);
    holt = new Holt(0.1, 0.05, 0.9);
    holtWinters = new HoltWinters(m, 0.1, 0.01, 0.1, 0.9);
    holtWintersMultiplicative = new MultiplicativeHoltWinters(m, 0.1, 0.01, 0.1, 0.9);
    holtWintersLog = new LogHoltWinters(m, 0.1, 0.01, 0.1, 0.9, 0.05);
    seasonalDifference = new SeasonalDifference(m, 0.1);
    theta = new Theta(0.1);
    croston = new Croston(0.1, false);
    sba = new Croston(0.1, true);
    tsb = new TeunterSyntetosBabai(0.05, 0.05);
    aggregation = new MultipleAggregation(0.1, 1, m, 4 * m);
    profile = new SeasonalProfile(m, 0.05, 0.02);
    profileFast = new SeasonalProfile(m, 0.1, 0.02);
    next = new LagGroup(1, VOTERS.length);
    season = new LagGroup(unit.lag(), VOTERS.length);
    squares = new float[Expert.count() + 1];
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(COMBINED));
    names.addAll(Expert.codes());
    return List.copyOf(names);
  }

  /** Observations learned. */
  public long observations() {
    return naive.count;
  }

  /**
   * Learns one observation; net returns of a period count as no demand.
   *
   * @param unitsMilli thousandths of units sold, net of returns
   */
  public void update(long unitsMilli) {
    double demand = Math.max(0, unitsMilli) / 1000.0;
    long target = observations();
    if (target > 0) {
      score(demand);
      next.learn(target, demand);
    }
    if (target >= season.lag) {
      season.learn(target, demand);
    }
    if (demand > 0 && !(lot > 0 && lot <= demand)) {
      lot = demand;
    }
    for (int i = 0; i < Expert.count(); i++) {
      smoother(Expert.at(i)).update(demand);
    }
    remember(next);
    remember(season);
  }

  private void score(double demand) {
    for (int i = 0; i < Expert.count(); i++) {
      fold(i, demand - smoother(Expert.at(i)).mean(1));
    }
    fold(Expert.count(), demand - combined(1));
  }

  private void fold(int index, double error) {
    double gain = Math.max(1 - LagGroup.DISCOUNT, 1.0 / observations());
    squares[index] += (float) (gain * (error * error - squares[index]));
  }

  /** What the voters, the combination and the bands say of the group's next target. */
  private void remember(LagGroup group) {
    double[] means = new double[VOTERS.length];
    double combined = 0;
    for (int i = 0; i < means.length; i++) {
      means[i] = smoother(VOTERS[i]).mean(group.lag);
      combined += group.weights[i] * means[i];
    }
    double[] levels = new double[2 * LagGroup.TAILS.length];
    double[] bands = new double[levels.length];
    double[] ends = new double[levels.length];
    for (int i = 0; i < LagGroup.TAILS.length; i++) {
      levels[i] = group.tail(LagGroup.TAILS[i]);
      levels[levels.length - 1 - i] = 1 - levels[i];
    }
    CountDistribution.quantiles(
        combined, group.variance(combined, lot), Math.max(lot, 1e-9), levels, bands);
    for (int i = 0; i < LagGroup.TAILS.length; i++) {
      ends[2 * i] = bands[i];
      ends[2 * i + 1] = bands[bands.length - 1 - i];
    }
    group.remember(observations() + group.lag - 1, means, combined, ends);
  }

  private LagGroup group(int horizon) {
    return horizon <= (1 + season.lag) / 2 ? next : season;
  }

  private double combined(int horizon) {
    LagGroup group = group(horizon);
    double sum = 0;
    for (int i = 0; i < VOTERS.length; i++) {
      sum += group.weights[i] * smoother(VOTERS[i]).mean(horizon);
    }
    return sum;
  }

  /**
   * Means of the combination.
   *
   * @param units takes the means, horizon 1 first
   */
  public void combine(double[] units) {
    Arrays.fill(units, 0);
    double[] one = new double[units.length];
    for (int i = 0; i < VOTERS.length; i++) {
      smoother(VOTERS[i]).means(one);
      for (int h = 0; h < one.length; h++) {
        units[h] += group(h + 1).weights[i] * one[h];
      }
    }
  }

  /**
   * The forecast of one forecaster from the last observation learned.
   *
   * @param levels quantile levels, ascending, each between 0 and 1
   * @throws IllegalArgumentException if there is no forecaster of this name
   */
  public Forecast forecast(
      Series series, int origin, long revision, String forecaster, int horizons, double[] levels) {
    double[] mean = new double[horizons];
    double widening = 1;
    if (forecaster.equals(COMBINED)) {
      combine(mean);
    } else {
      Expert expert = Expert.parse(forecaster);
      smoother(expert).means(mean);
      double own = squares[expert.ordinal()];
      double combined = squares[Expert.count()];
      widening = combined > 0 ? Math.min(16, Math.max(1.0 / 16, own / combined)) : 1;
    }
    double[][] quantiles = new double[levels.length][horizons];
    int split = Math.min(horizons, (1 + season.lag) / 2);
    Quantiles.fill(next, lot, widening, mean, 0, split, levels, quantiles);
    Quantiles.fill(season, lot, widening, mean, split, horizons, levels, quantiles);
    return new Forecast(
        series.sku(), series.location(), origin, forecaster, revision, mean, quantiles);
  }

  /** How the forecaster's one-step forecasts turned out, or null before the first was scored. */
  public Accuracy accuracy(Series series, int origin, long revision, String forecaster) {
    long count = observations() - 1;
    if (count <= 0) {
      return null;
    }
    int index =
        forecaster.equals(COMBINED) ? Expert.count() : Expert.parse(forecaster).ordinal();
    return new Accuracy(
        series.sku(),
        series.location(),
        origin,
        forecaster,
        revision,
        count,
        0,
        squares[index],
        0);
  }

  public ForecasterBank copy() {
    ForecasterBank copy = new ForecasterBank();
    copy.version = version;
    copy.naive = naive.copy();
    copy.seasonalNaive = seasonalNaive.copy();
    copy.movingAverage = movingAverage.copy();
    copy.ses = ses.copy();
    copy.sesSlow = sesSlow.copy();
    copy.sesFast = sesFast.copy();
    copy.longMean = longMean.copy();
    copy.holt = holt.copy();
    copy.holtWinters = holtWinters.copy();
    copy.holtWintersMultiplicative = holtWintersMultiplicative.copy();
    copy.holtWintersLog = holtWintersLog.copy();
    copy.seasonalDifference = seasonalDifference.copy();
    copy.theta = theta.copy();
    copy.croston = croston.copy();
    copy.sba = sba.copy();
    copy.tsb = tsb.copy();
    copy.aggregation = aggregation.copy();
    copy.profile = profile.copy();
    copy.profileFast = profileFast.copy();
    copy.next = next.copy();
    copy.season = season.copy();
    copy.squares = squares.clone();
    copy.lot = lot;
    return copy;
  }

  Smoother smoother(Expert expert) {
    return switch (expert) {
      case NAIVE -> naive;
      case SEASONAL_NAIVE -> seasonalNaive;
      case MOVING_AVERAGE -> movingAverage;
      case SES -> ses;
      case SES_SLOW -> sesSlow;
      case SES_FAST -> sesFast;
      case LONG_MEAN -> longMean;
      case HOLT -> holt;
      case HOLT_WINTERS -> holtWinters;
      case HOLT_WINTERS_MULTIPLICATIVE -> holtWintersMultiplicative;
      case HOLT_WINTERS_LOG -> holtWintersLog;
      case SEASONAL_DIFFERENCE -> seasonalDifference;
      case THETA -> theta;
      case CROSTON -> croston;
      case SBA -> sba;
      case TSB -> tsb;
      case AGGREGATION -> aggregation;
      case PROFILE -> profile;
      case PROFILE_FAST -> profileFast;
    };
  }
}
