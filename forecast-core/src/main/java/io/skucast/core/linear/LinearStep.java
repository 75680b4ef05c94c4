package io.skucast.core.linear;

import io.skucast.core.feature.TargetCalendar;
import io.skucast.core.forecast.CountDistribution;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.sale.Series;
import java.util.Arrays;

/**
 * The step from what the smoothers of a series expect to what they and the linear model expect
 * together. Pure: it depends on the outlook and the versions in force alone. Serves one thread.
 *
 * <p>The combination is (1 - mix) · smoothers + mix · model, with the mix that would have been best
 * on the slice that the version was judged on; see {@link ModelVersion#mix}. Where no version is in
 * force the smoothers speak alone.
 */
public final class LinearStep {
  /** Reasons that are named. */
  public static final int REASONS = Reasons.NAMED;

  private final LinearPlan plan;
  private final LinearFeatures features;
  private final double[] levels;
  private final int[] lags;
  private final int scoredPlace;
  private final double[] x;
  private final CalendarEffects calendar;

  /**
   * @param levels quantile levels, ascending
   * @param lags periods ahead at which forecasts are scored
   * @param scoredPlace place of the linear model among the scored forecasters; -1: it is not scored
   */
  public LinearStep(
      LinearPlan plan, TargetCalendar targets, double[] levels, int[] lags, int scoredPlace) {
    this.plan = plan;
    this.features = new LinearFeatures(plan, targets);
    this.levels = levels.clone();
    this.lags = lags.clone();
    this.scoredPlace = scoredPlace;
    this.x = new double[features.size()];
    this.calendar = new CalendarEffects(features, plan.horizons());
  }

  public LinearFeatures features() {
    return features;
  }

  /**
   * What is expected of the targets after a sealed period, as forecasts from it were issued.
   *
   * @return units, horizon 1 first
   */
  public double[] expected(SealedRow sealed, Models models) {
    Series series = Series.ofKey(sealed.seriesKey());
    double[] mixed = sealed.expected().clone();
    predict(
        sealed.category(),
        series.location(),
        sealed.period(),
        sealed.row(),
        sealed.expected(),
        models,
        null,
        mixed,
        null);
    return mixed;
  }

  /** What models make of an outlook, and the linear forecast; null where no version is in force. */
  public record Result(Outlook outlook, Forecast linear) {}

  /**
   * @param publishes whether the forecast of the linear model is wanted
   */
  public Result apply(Outlook outlook, Models models, boolean publishes) {
    Series series = Series.ofKey(outlook.seriesKey());
    double[] own = outlook.mean();
    double[] linear = new double[own.length];
    double[] mixed = own.clone();
    Reasons reasons = outlook.issued() ? new Reasons(features) : null;
    boolean known =
        predict(
            outlook.category(),
            series.location(),
            outlook.origin(),
            outlook.row(),
            own,
            models,
            linear,
            mixed,
            reasons);
    Outlook made =
        new Outlook(
            outlook.seriesKey(),
            outlook.category(),
            outlook.origin(),
            outlook.revision(),
            outlook.observations(),
            outlook.issued(),
            outlook.lot(),
            mixed,
            known ? scaled(outlook.quantiles(), own, mixed) : outlook.quantiles(),
            known ? lagQuantiles(outlook.lagQuantiles(), own, mixed) : outlook.lagQuantiles(),
            known ? lagMeans(outlook.lagMeans(), linear) : outlook.lagMeans(),
            new float[0],
            Arrays.stream(outlook.sealed())
                .map(SealedRow::takenIntoAccount)
                .toArray(SealedRow[]::new),
            known && reasons != null ? reasons.largest() : outlook.contributions(),
            outlook.issued() ? rise(outlook, series, models) : Double.NaN,
            outlook.window(),
            outlook.deepVersion());
    // A series of which no model says anything has a forecast too, that of the smoothers: before a
    // correction a model may have had its say, and what it said then must not stay.
    boolean isWanted =
        publishes && outlook.issued() && (known || models.areInForce(outlook.origin()));
    return new Result(made, isWanted ? forecast(made, series, linear, models) : null);
  }

  /**
   * @param linear takes the means of the model, those of the smoothers where there is none; may be
   *     null
   * @param mixed takes the means of both together
   * @param reasons takes what moved them; may be null
   * @return whether any version was in force
   */
  private boolean predict(
      String category,
      String location,
      int origin,
      float[] row,
      double[] own,
      Models models,
      double[] linear,
      double[] mixed,
      Reasons reasons) {
    if (linear != null) {
      System.arraycopy(own, 0, linear, 0, own.length);
    }
    if (row.length == 0 || !(features.level(row) > LessonStep.LEAST_LEVEL)) {
      return false;
    }
    Transform transform = plan.transform(category);
    features.fillOrigin(row, transform, x);
    boolean known = false;
    for (int first = 1, last; first <= own.length; first = last + 1) {
      ModelGroup group = plan.linear(category, first);
      last = Math.min(own.length, plan.lastServed(category, group));
      ModelVersion version = models.at(group, origin);
      if (version != null) {
        known = true;
        CalendarEffects.Effects effects = calendar.of(version, origin, first, last, location);
        predict(
            version, first, last, row, origin, location, transform, effects, own, linear, mixed,
            reasons);
      }
    }
    return known;
  }

  /** The horizons of one version; {@link #x} has what the origin tells. */
  private void predict(
      ModelVersion version,
      int first,
      int last,
      float[] row,
      int origin,
      String location,
      Transform transform,
      CalendarEffects.Effects effects,
      double[] own,
      double[] linear,
      double[] mixed,
      Reasons reasons) {
    double[] coefficients = version.model().coefficients();
    double level = features.level(row);
    double variance = dispersion(version) / Math.max(1, level);
    double ofOrigin = version.model().intercept();
    for (int place : LinearFeatures.OF_ORIGIN) {
      ofOrigin += coefficients[place] * x[place];
    }
    for (int h = first; h <= last; h++) {
      features.fillTarget(row, origin, h, location, transform, x);
      double sum = ofOrigin + effects.of(h);
      for (int place : LinearFeatures.OF_TARGET) {
        sum += coefficients[place] * x[place];
      }
      double said = transform.back(sum, variance);
      double units = level * Math.max(0, Math.min(LessonStep.LARGEST_TARGET, said));
      if (linear != null) {
        linear[h - 1] = units;
      }
      mixed[h - 1] = (1 - version.mix()) * own[h - 1] + version.mix() * units;
      if (reasons != null && h <= plan.horizons()) {
        reasons.count(x);
      }
    }
    if (reasons != null) {
      reasons.add(version, level, x, effects.sums());
    }
  }

  /** Variance of demand over its level: what is held out says it per unit of weight. */
  private static double dispersion(ModelVersion version) {
    return version.residualVariance() * version.meanWeight();
  }

  private double rise(Outlook outlook, Series series, Models models) {
    if (plan.week() == 0
        || outlook.row().length == 0
        || !(features.level(outlook.row()) > LessonStep.LEAST_LEVEL)) {
      return Double.NaN;
    }
    ModelVersion version = models.at(plan.direction(outlook.category()), outlook.origin());
    if (version == null) {
      return Double.NaN;
    }
    int week = plan.week();
    features.fillOrigin(outlook.row(), Transform.RATIO, x);
    double[] coefficients = version.model().coefficients();
    double odds = version.model().intercept();
    for (int place : LinearFeatures.OF_ORIGIN) {
      odds += coefficients[place] * x[place];
    }
    CalendarEffects.Effects effects =
        calendar.of(version, outlook.origin(), 1, week, series.location());
    for (int h = 1; h <= week; h++) {
      features.fillTarget(
          outlook.row(), outlook.origin(), h, series.location(), Transform.RATIO, x);
      double sum = effects.of(h);
      for (int place : LinearFeatures.OF_TARGET) {
        sum += coefficients[place] * x[place];
      }
      odds += sum / week;
    }
    return 1 / (1 + StrictMath.exp(-odds));
  }

  /** Quantiles keep their place about the mean. */
  private static double[][] scaled(double[][] quantiles, double[] own, double[] mixed) {
    double[][] scaled = new double[quantiles.length][mixed.length];
    for (int h = 0; h < mixed.length; h++) {
      double scale = scale(own[h], mixed[h]);
      for (int l = 0; l < quantiles.length; l++) {
        scaled[l][h] = quantiles[l][h] * scale;
      }
    }
    return scaled;
  }

  private float[][] lagQuantiles(float[][] quantiles, double[] own, double[] mixed) {
    float[][] scaled = new float[quantiles.length][lags.length];
    for (int i = 0; i < lags.length; i++) {
      double scale = scale(own[lags[i] - 1], mixed[lags[i] - 1]);
      for (int l = 0; l < quantiles.length; l++) {
        scaled[l][i] = (float) (quantiles[l][i] * scale);
      }
    }
    return scaled;
  }

  private static double scale(double own, double mixed) {
    return own > 0 ? mixed / own : 1;
  }

  private float[][] lagMeans(float[][] means, double[] linear) {
    if (scoredPlace < 0) {
      return means;
    }
    float[][] all = means.clone();
    all[scoredPlace] = new float[lags.length];
    for (int i = 0; i < lags.length; i++) {
      all[scoredPlace][i] = (float) linear[lags[i] - 1];
    }
    return all;
  }

  /** With quantiles of a count whose variance is that of held-out errors. */
  private Forecast forecast(Outlook outlook, Series series, double[] linear, Models models) {
    double[][] quantiles = new double[levels.length][linear.length];
    double[] at = new double[levels.length];
    for (int h = 0; h < linear.length; h++) {
      ModelVersion version = models.at(plan.linear(outlook.category(), h + 1), outlook.origin());
      double variance = version == null ? linear[h] : dispersion(version) * linear[h];
      CountDistribution.quantiles(
          linear[h], variance, outlook.lot() > 0 ? outlook.lot() : 1, levels, at);
      for (int l = 0; l < levels.length; l++) {
        quantiles[l][h] = at[l];
      }
    }
    return new Forecast(
        series.sku(),
        series.location(),
        outlook.origin(),
        ForecasterBank.LINEAR,
        outlook.revision(),
        linear,
        quantiles,
        outlook.contributions(),
        outlook.riseProbability());
  }
}
