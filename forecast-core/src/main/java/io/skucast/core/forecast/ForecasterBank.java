package io.skucast.core.forecast;

import io.skucast.core.sale.Series;
import io.skucast.core.smooth.Croston;
import io.skucast.core.smooth.ErrorWindow;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.core.smooth.MovingAverage;
import io.skucast.core.smooth.MultipleAggregation;
import io.skucast.core.smooth.Naive;
import io.skucast.core.smooth.SeasonalNaive;
import io.skucast.core.smooth.SimpleExponentialSmoothing;
import io.skucast.core.smooth.Smoother;
import io.skucast.core.smooth.TeunterSyntetosBabai;
import io.skucast.core.smooth.Theta;
import java.util.ArrayList;
import java.util.List;

/**
 * The forecasters of one series, how each has done, and their combination. State: a POJO of POJOs
 * and primitive arrays.
 *
 * <p>The combination is the weighted mean of the others, see {@link ExpertWeights}. A quantile at
 * horizon h is the mean plus the quantile of the combination's recent one-step errors, scaled by
 * the root mean square of the forecaster's own errors over the combination's, widened by the
 * forecaster's error growth at h, and never below zero.
 */
public class ForecasterBank {
  /** The combination of all others. */
  public static final String COMBINED = "combined";

  private static final List<String> EXPERTS =
      List.of(
          "naive",
          "seasonal-naive",
          "moving-average",
          "ses",
          "holt-winters",
          "theta",
          "croston",
          "sba",
          "tsb",
          "aggregation");

  /** Everything that can be asked for a forecast. */
  public static final List<String> FORECASTERS = names();

  public int version = 1;
  public Naive naive;
  public SeasonalNaive seasonalNaive;
  public MovingAverage movingAverage;
  public SimpleExponentialSmoothing ses;
  public HoltWinters holtWinters;
  public Theta theta;
  public Croston croston;
  public Croston sba;
  public TeunterSyntetosBabai tsb;
  public MultipleAggregation aggregation;

  /** Of the experts, in their order. */
  public ExpertWeights weights;

  /** One-step errors of the combination. */
  public ErrorWindow combinedErrors;

  /** Of the experts: sums over their one-step errors, demand less mean, in units. */
  public double[] sumError;

  public double[] sumAbs;
  public double[] sumSquare;

  public ForecasterBank() {}

  /**
   * @param season periods in a season
   */
  public ForecasterBank(int season) {
    naive = new Naive();
    seasonalNaive = new SeasonalNaive(season);
    movingAverage = new MovingAverage(4 * season);
    ses = new SimpleExponentialSmoothing(0.1);
    holtWinters = new HoltWinters(season, 0.1, 0.01, 0.1, 0.9);
    theta = new Theta(0.1);
    croston = new Croston(0.1, false);
    sba = new Croston(0.1, true);
    tsb = new TeunterSyntetosBabai(0.1, 0.05);
    aggregation = new MultipleAggregation(0.1, 1, season, 4 * season);
    weights = new ExpertWeights(EXPERTS.size());
    combinedErrors = new ErrorWindow();
    sumError = new double[EXPERTS.size()];
    sumAbs = new double[EXPERTS.size()];
    sumSquare = new double[EXPERTS.size()];
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(COMBINED));
    names.addAll(EXPERTS);
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
    if (observations() > 0) {
      double[] errors = new double[EXPERTS.size()];
      for (int i = 0; i < errors.length; i++) {
        errors[i] = demand - expert(i).mean(1);
        sumError[i] += errors[i];
        sumAbs[i] += Math.abs(errors[i]);
        sumSquare[i] += errors[i] * errors[i];
      }
      combinedErrors.add(weights.combine(errors));
      weights.update(errors);
    }
    for (int i = 0; i < EXPERTS.size(); i++) {
      expert(i).update(demand);
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
    double[] growth = new double[horizons];
    double scale = 1;
    if (forecaster.equals(COMBINED)) {
      combine(mean, growth);
    } else {
      int index = indexOf(forecaster);
      expert(index).means(mean);
      expert(index).errorGrowths(growth);
      if (combinedErrors.sumSquare > 0) {
        scale = Math.sqrt(sumSquare[index] / combinedErrors.sumSquare);
      }
    }
    double[] recent =
        combinedErrors.count == 0 ? new double[levels.length] : combinedErrors.quantiles(levels);
    double[][] quantiles = new double[levels.length][horizons];
    for (int l = 0; l < levels.length; l++) {
      for (int h = 0; h < horizons; h++) {
        quantiles[l][h] = Math.max(0, mean[h] + recent[l] * scale * growth[h]);
      }
    }
    return new Forecast(
        series.sku(), series.location(), origin, forecaster, revision, mean, quantiles);
  }

  private void combine(double[] mean, double[] growth) {
    double[] one = new double[mean.length];
    for (int i = 0; i < EXPERTS.size(); i++) {
      double weight = weights.weight(i);
      expert(i).means(one);
      for (int h = 0; h < one.length; h++) {
        mean[h] += weight * one[h];
      }
      expert(i).errorGrowths(one);
      for (int h = 0; h < one.length; h++) {
        growth[h] += weight * one[h];
      }
    }
  }

  /** How the forecaster's one-step forecasts turned out, or null before the first was scored. */
  public Accuracy accuracy(Series series, int origin, long revision, String forecaster) {
    long count = combinedErrors.count;
    if (count == 0) {
      return null;
    }
    boolean combined = forecaster.equals(COMBINED);
    int index = combined ? -1 : indexOf(forecaster);
    return new Accuracy(
        series.sku(),
        series.location(),
        origin,
        forecaster,
        revision,
        count,
        (combined ? combinedErrors.sumAbs : sumAbs[index]) / count,
        (combined ? combinedErrors.sumSquare : sumSquare[index]) / count,
        (combined ? combinedErrors.sumError : sumError[index]) / count);
  }

  public ForecasterBank copy() {
    ForecasterBank copy = new ForecasterBank();
    copy.version = version;
    copy.naive = naive.copy();
    copy.seasonalNaive = seasonalNaive.copy();
    copy.movingAverage = movingAverage.copy();
    copy.ses = ses.copy();
    copy.holtWinters = holtWinters.copy();
    copy.theta = theta.copy();
    copy.croston = croston.copy();
    copy.sba = sba.copy();
    copy.tsb = tsb.copy();
    copy.aggregation = aggregation.copy();
    copy.weights = weights.copy();
    copy.combinedErrors = combinedErrors.copy();
    copy.sumError = sumError.clone();
    copy.sumAbs = sumAbs.clone();
    copy.sumSquare = sumSquare.clone();
    return copy;
  }

  private static int indexOf(String forecaster) {
    int index = EXPERTS.indexOf(forecaster);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no forecaster '" + forecaster + "': there are " + String.join(", ", FORECASTERS));
    }
    return index;
  }

  private Smoother expert(int index) {
    return switch (index) {
      case 0 -> naive;
      case 1 -> seasonalNaive;
      case 2 -> movingAverage;
      case 3 -> ses;
      case 4 -> holtWinters;
      case 5 -> theta;
      case 6 -> croston;
      case 7 -> sba;
      case 8 -> tsb;
      case 9 -> aggregation;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }
}
