package io.skucast.core.forecast;

import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.sale.Series;

/**
 * The step from what smoothers and linear models expect of a series to what they and a deep model
 * expect together: (1 - weight) times the one plus weight times the other, means horizon by
 * horizon, quantiles level by level (Vincent 1912; Genest 1992: the mean of quantiles keeps shape
 * and order), brought to multiples of the series' lot, see {@link Lots}. Horizons that the deep
 * model does not reach stay as they are. Pure.
 */
public final class DeepBlend {
  private static final float[] NO_WINDOW = new float[0];

  private final double weight;
  private final double[] levels;
  private final int[] lags;
  private final int scoredPlace;

  /**
   * @param weight of the deep model, 0 to 1
   * @param levels of the quantiles
   * @param lags periods ahead at which forecasts are scored
   * @param scoredPlace place of the deep model among the scored forecasters; -1: it is not scored
   */
  public DeepBlend(double weight, double[] levels, int[] lags, int scoredPlace) {
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight " + weight + " of a deep model: 0 to 1");
    }
    this.weight = weight;
    this.levels = levels.clone();
    this.lags = lags.clone();
    this.scoredPlace = scoredPlace;
  }

  /**
   * @param answer of the deep model; null where it has no part
   * @param version that answered
   */
  public Outlook apply(Outlook outlook, DeepAnswer answer, String version) {
    SealedRow[] sealed = new SealedRow[outlook.sealed().length];
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] = outlook.sealed()[i].takenIntoAccount();
    }
    return new Outlook(
        outlook.seriesKey(),
        outlook.category(),
        outlook.origin(),
        outlook.revision(),
        outlook.observations(),
        outlook.issued(),
        outlook.lot(),
        answer == null ? outlook.mean() : mean(outlook.mean(), answer),
        answer == null ? outlook.quantiles() : quantiles(outlook, answer),
        answer == null ? outlook.lagQuantiles() : lagQuantiles(outlook, answer),
        answer == null ? outlook.lagMeans() : lagMeans(outlook.lagMeans(), answer),
        outlook.row(),
        sealed,
        outlook.contributions(),
        outlook.riseProbability(),
        NO_WINDOW,
        answer == null ? Outlook.NO_DEEP_VERSION : version);
  }

  /**
   * @param own units by smoothers and linear models, horizon 1 first
   * @param answer null: own alone
   */
  public double[] mean(double[] own, DeepAnswer answer) {
    return answer == null ? own : blend(own, answer.mean());
  }

  private double[][] quantiles(Outlook outlook, DeepAnswer answer) {
    double[][] own = outlook.quantiles();
    double[][] blended = new double[own.length][];
    for (int l = 0; l < own.length; l++) {
      double[] deep = Lots.nearest(answer.quantiles()[l], outlook.lot(), levels[l]);
      blended[l] = Lots.nearest(blend(own[l], deep), outlook.lot(), levels[l]);
    }
    return blended;
  }

  private double[] blend(double[] own, double[] deep) {
    double[] blended = own.clone();
    for (int h = 0; h < Math.min(own.length, deep.length); h++) {
      blended[h] = (1 - weight) * own[h] + weight * deep[h];
    }
    return blended;
  }

  private float[][] lagQuantiles(Outlook outlook, DeepAnswer answer) {
    float[][] own = outlook.lagQuantiles();
    float[][] blended = new float[own.length][lags.length];
    for (int l = 0; l < own.length; l++) {
      for (int i = 0; i < lags.length; i++) {
        blended[l][i] = own[l][i];
        if (lags[i] <= answer.mean().length) {
          double deep = Lots.nearest(answer.quantiles()[l][lags[i] - 1], outlook.lot(), levels[l]);
          double both = (1 - weight) * own[l][i] + weight * deep;
          blended[l][i] = (float) Lots.nearest(both, outlook.lot(), levels[l]);
        }
      }
    }
    return blended;
  }

  private float[][] lagMeans(float[][] means, DeepAnswer answer) {
    if (scoredPlace < 0) {
      return means;
    }
    float[][] all = means.clone();
    all[scoredPlace] = new float[lags.length];
    for (int i = 0; i < lags.length; i++) {
      boolean isReached = lags[i] <= answer.mean().length;
      all[scoredPlace][i] = isReached ? (float) answer.mean()[lags[i] - 1] : Float.NaN;
    }
    return all;
  }

  /**
   * The forecast of the deep model alone; of a series that it says nothing of, what the others
   * expect: before a correction it may have had its say, and what it said then must not stay.
   *
   * @param outlook before the blend
   */
  public Forecast forecast(Outlook outlook, DeepAnswer answer, String version) {
    Series series = Series.ofKey(outlook.seriesKey());
    int horizons = outlook.mean().length;
    double[][] quantiles = new double[outlook.quantiles().length][];
    for (int l = 0; l < quantiles.length; l++) {
      double[] own = outlook.quantiles()[l];
      quantiles[l] =
          answer == null
              ? own
              : reached(
                  Lots.nearest(answer.quantiles()[l], outlook.lot(), levels[l]), own, horizons);
    }
    return new Forecast(
        series.sku(),
        series.location(),
        outlook.origin(),
        ForecasterBank.DEEP,
        outlook.revision(),
        answer == null ? outlook.mean() : reached(answer.mean(), outlook.mean(), horizons),
        quantiles,
        new Contribution[0],
        Double.NaN,
        answer == null ? Outlook.NO_DEEP_VERSION : version);
  }

  /** The deep model's as far as it reaches, the others' beyond. */
  private static double[] reached(double[] deep, double[] own, int horizons) {
    double[] all = own.clone();
    System.arraycopy(deep, 0, all, 0, Math.min(deep.length, horizons));
    return all;
  }
}
