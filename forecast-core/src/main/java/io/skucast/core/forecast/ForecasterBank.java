package io.skucast.core.forecast;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.clean.DemandProfile;
import io.skucast.core.clean.SeriesLife;
import io.skucast.core.clean.SpikeFilter;
import io.skucast.core.clean.StockCensoring;
import io.skucast.core.sale.Series;
import io.skucast.core.smooth.Domain;
import io.skucast.core.smooth.Smoother;
import java.util.ArrayList;
import java.util.List;

/**
 * The forecasters of one series, and their combination with its quantiles. State: a POJO of POJOs
 * and primitive arrays.
 *
 * <p>The combination is the weighted mean of the voters. Horizons up to halfway between a period
 * and the season's lag are served by what was learned at lag one, the others by what was learned at
 * the season's lag; see {@link LagGroup}.
 */
public class ForecasterBank extends Experts {
  /** The combination of smoothers and models. */
  public static final String COMBINED = "combined";

  /** The combination as it is before it is brought to what the levels above expect. */
  public static final String UNRECONCILED = "combined-unreconciled";

  /** The combination of the smoothers alone, without models and levels. */
  public static final String SMOOTHERS = "smoothers";

  /** The linear model, trained on all series of a category. */
  public static final String LINEAR = "linear";

  /** The deep model, trained on all series. */
  public static final String DEEP = "deep";

  /** Everything that can be asked for a forecast. */
  public static final List<String> FORECASTERS = names();

  public int version = 1;

  /** What was learned at lag one, and at the season's lag. */
  public LagGroup next;

  public LagGroup season;

  /** Whether demand is regular or intermittent: it decides who may speak. */
  public DemandProfile demandProfile;

  /** Clips what voters learn. */
  public SpikeFilter spikes;

  /** Whether the series is new, sells, sleeps or has ended. */
  public SeriesLife life;

  /** Of the experts and last the combination: discounted mean of one-step squared errors. */
  public float[] squares;

  /** Smallest demand above zero so far, in units: what demand comes in multiples of. */
  public double lot;

  public ForecasterBank() {}

  public ForecasterBank(PeriodUnit unit) {
    this(unit, BankOptions.DEFAULT);
  }

  public ForecasterBank(PeriodUnit unit, BankOptions options) {
    this(unit.season(), unit.lag(), options);
  }

  /**
   * @param m periods in a season
   * @param lag periods ahead by which forecasts further ahead are judged
   */
  public ForecasterBank(int m, int lag, BankOptions options) {
    demandProfile = new DemandProfile();
    life = new SeriesLife();
    startBenchmarks(m, options);
    startAnew(m, lag, options);
  }

  /** Forgets all but what kind of series it is, and the benchmarks, which are what they are. */
  private void startAnew(int m, int lag, BankOptions o) {
    startOthers(m, o);
    next = new LagGroup(1, Expert.VOTERS.size(), o);
    season = new LagGroup(lag, Expert.VOTERS.size(), o);
    spikes = new SpikeFilter(SpikeFilter.WINDOW, (float) o.spikeReach(), SpikeFilter.PATIENCE);
    squares = new float[Expert.count() + 1];
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(COMBINED, UNRECONCILED, SMOOTHERS, LINEAR, DEEP));
    names.addAll(Expert.codes());
    return List.copyOf(names);
  }

  /** Whether a series alone can issue it: models and levels are made of many series. */
  public static boolean isOfSmoothers(String forecaster) {
    return !forecaster.equals(COMBINED)
        && !forecaster.equals(UNRECONCILED)
        && !forecaster.equals(LINEAR)
        && !forecaster.equals(DEEP);
  }

  /** Observations learned. */
  public long observations() {
    return naive.count;
  }

  /** Learns one observation that was in stock as far as is known. */
  public void update(long unitsMilli) {
    update(unitsMilli, Double.NaN);
  }

  /**
   * Learns one observation. Net returns of a period count as no demand; where the shelf was empty
   * for a part of the period, sales are made up to demand; and what lies far outside of the last
   * demands is clipped for learning, see {@link SpikeFilter}.
   *
   * @param unitsMilli thousandths of units sold, net of returns
   * @param inStockShare of the period, 0 to 1, or NaN where it is not known
   */
  public void update(long unitsMilli, double inStockShare) {
    double actual = Math.max(0, unitsMilli) / 1000.0;
    boolean known = observations() > 0;
    StockCensoring.Evidence evidence = StockCensoring.evidence(actual, inStockShare);
    double whole =
        evidence == StockCensoring.Evidence.OBSERVED || !known
            ? actual
            : filledIn(actual, inStockShare);
    if (evidence == StockCensoring.Evidence.OBSERVED) {
      demandProfile.update(actual);
      life.update(actual);
      if (life.stage() == SeriesLife.Stage.RESTARTED && life.sinceRestart == 1) {
        restart();
      }
    }
    // What was filled in where nothing sold is no size of a demand.
    boolean isSize = evidence == StockCensoring.Evidence.OBSERVED || actual > 0;
    double demand = isSize ? spikes.clean(whole) : whole;
    long target = observations();
    if (known && evidence == StockCensoring.Evidence.OBSERVED) {
      score(demand);
      next.learn(target, demand, actual);
      season.learn(target, demand, actual);
    }
    if (actual > 0 && !(lot > 0 && lot <= actual)) {
      lot = actual;
    }
    for (int i = 0; i < Expert.count(); i++) {
      Expert expert = Expert.at(i);
      double learned = expert.isBenchmark() ? whole : demand;
      if (evidence == StockCensoring.Evidence.NONE) {
        smoother(expert).skip(learned);
      } else {
        smoother(expert).update(learned);
      }
    }
    remember(next);
    remember(season);
  }

  /** A mean may lie a little beyond the largest demand that is accepted. */
  private double filledIn(double actual, double inStockShare) {
    double expected = Math.min(Domain.LARGEST_DEMAND, combined(1));
    return Math.min(Domain.LARGEST_DEMAND, StockCensoring.demand(actual, inStockShare, expected));
  }

  /** What a series did before half a year without sales says little of it now. */
  private void restart() {
    startAnew(seasonalNaive.period, season.lag, options());
    lot = 0;
  }

  /** What it was set to when it was made, to the precision that it works with. */
  public BankOptions options() {
    return new BankOptions(
        ses.alpha,
        longMean.alpha,
        holt.smoothing.beta,
        holtWinters.gamma,
        holtWinters.phi,
        profile.gamma,
        next.rate,
        next.share,
        next.discount,
        next.bandStep,
        next.correction > 0 ? BankOptions.DEFAULT.correction() : 0,
        spikes.k);
  }

  private void score(double demand) {
    for (int i = 0; i < Expert.count(); i++) {
      fold(i, demand - smoother(Expert.at(i)).mean(1));
    }
    fold(Expert.count(), demand - combined(1));
  }

  private void fold(int index, double error) {
    double gain = Math.max(1 - next.discount, 1.0 / observations());
    squares[index] += (float) (gain * (error * error - squares[index]));
  }

  /** What the voters, the combination and the bands say of the group's next target. */
  private void remember(LagGroup group) {
    double[] means = Combination.means(this, group.lag);
    double plain = Combination.plain(this, group, means);
    double[] bands = Quantiles.bands(group, lot, group.corrected(plain));
    group.remember(observations() + group.lag - 1, means, plain, bands);
  }

  private LagGroup group(int horizon) {
    return horizon <= split() ? next : season;
  }

  /** Horizons that are nearer to a period than to the season's lag. */
  int split() {
    return (1 + season.lag) / 2;
  }

  private double combined(int horizon) {
    LagGroup group = group(horizon);
    return group.corrected(Combination.plain(this, group, Combination.means(this, horizon)));
  }

  /**
   * Means of the combination.
   *
   * @param units takes the means, horizon 1 first
   */
  public void combine(double[] units) {
    Combination.combine(this, units);
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
    if (forecaster.equals(SMOOTHERS)
        || forecaster.equals(COMBINED)
        || forecaster.equals(UNRECONCILED)) {
      combine(mean);
    } else {
      Expert expert = Expert.parse(forecaster);
      smoother(expert).means(mean);
      double own = squares[expert.ordinal()];
      double combined = squares[Expert.count()];
      widening = combined > 0 ? Math.min(16, Math.max(1.0 / 16, own / combined)) : 1;
    }
    double[][] quantiles = quantiles(mean, widening, levels);
    return new Forecast(
        series.sku(), series.location(), origin, forecaster, revision, mean, quantiles);
  }

  /** Quantiles of the combination with these means, one array a level. */
  double[][] quantiles(double[] mean, double[] levels) {
    return quantiles(mean, 1, levels);
  }

  private double[][] quantiles(double[] mean, double widening, double[] levels) {
    double[][] quantiles = new double[levels.length][mean.length];
    int split = Math.min(mean.length, split());
    Quantiles.fill(next, lot, widening, mean, 0, split, levels, quantiles);
    Quantiles.fill(season, lot, widening, mean, split, mean.length, levels, quantiles);
    return quantiles;
  }

  /** Means of one of the experts or of the smoothers together at these lags, in units. */
  float[] meansAt(String forecaster, int[] lags) {
    if (forecaster.equals(SMOOTHERS)) {
      return combinedAt(lags);
    }
    Smoother smoother = smoother(Expert.parse(forecaster));
    float[] means = new float[lags.length];
    for (int i = 0; i < lags.length; i++) {
      means[i] = (float) smoother.mean(lags[i]);
    }
    return means;
  }

  private float[] combinedAt(int[] lags) {
    float[] means = new float[lags.length];
    for (int i = 0; i < lags.length; i++) {
      means[i] = (float) combined(lags[i]);
    }
    return means;
  }

  public ForecasterBank copy() {
    ForecasterBank copy = new ForecasterBank();
    copy.version = version;
    copyTo(copy);
    copy.next = next.copy();
    copy.season = season.copy();
    copy.demandProfile = demandProfile.copy();
    copy.spikes = spikes.copy();
    copy.life = life.copy();
    copy.squares = squares.clone();
    copy.lot = lot;
    return copy;
  }
}
