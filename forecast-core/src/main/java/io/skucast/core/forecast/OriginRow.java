package io.skucast.core.forecast;

import io.skucast.core.smooth.Smoother;

/**
 * What a series knows at an origin, as the numbers that models beyond it learn from: a few hundred
 * bytes from which the features of every horizon follow. All are units but where said otherwise.
 *
 * <p>In this order: the level; what the combination of smoothers expects of each horizon up to the
 * reach; {@link #MEANS} means; for each of the next places of the season the four numbers of {@link
 * #PLACE_NUMBERS}; the slope, the share of periods without demand (0 to 1), the logarithm of age in
 * periods; and the four changes of {@link Drivers}.
 *
 * @param reach horizons that what is expected is kept of
 * @param places of the season that numbers are kept of, at most the reach
 */
public record OriginRow(int reach, int places) {
  /** Simple smoothing at four speeds, Teunter-Syntetos-Babai, the last season, the last four. */
  public static final int MEANS = 7;

  /** Profile, Holt-Winters, mean of the place in the last four seasons, the same last season. */
  public static final int PLACE_NUMBERS = 4;

  /** Slope, share of zeros, age, price, promotion, views, carts. */
  public static final int OTHERS = 7;

  private static final int FIRST_EXPECTED = 1;

  /** Of a season that lasts {@code season} periods. */
  public static OriginRow of(int reach, int season) {
    return new OriginRow(reach, Math.min(reach, season));
  }

  public int size() {
    return FIRST_EXPECTED + reach + MEANS + PLACE_NUMBERS * places + OTHERS;
  }

  /** Mean of what is expected over all horizons: what everything else is measured by. */
  public double level(float[] row) {
    return row[0];
  }

  /** What the smoothers together expect. */
  public double expected(float[] row, int horizon) {
    return row[horizon];
  }

  public double mean(float[] row, int index) {
    return row[FIRST_EXPECTED + reach + index];
  }

  /** One of the numbers of the target's place in the season. */
  public double ofPlace(float[] row, int index, int horizon) {
    int place = (horizon - 1) % places;
    return row[FIRST_EXPECTED + reach + MEANS + index * places + place];
  }

  public double other(float[] row, int index) {
    return row[FIRST_EXPECTED + reach + MEANS + PLACE_NUMBERS * places + index];
  }

  /**
   * @param expected units by the combination of smoothers, horizon 1 first, at least the reach
   */
  float[] row(ForecasterBank bank, Drivers drivers, double[] expected) {
    float[] row = new float[size()];
    int at = FIRST_EXPECTED;
    double sum = 0;
    for (int h = 0; h < reach; h++) {
      sum += expected[h];
      row[at++] = (float) expected[h];
    }
    row[0] = (float) (sum / reach);
    row[at++] = (float) bank.ses.mean(1);
    row[at++] = (float) bank.sesFast.mean(1);
    row[at++] = (float) bank.sesSlow.mean(1);
    row[at++] = (float) bank.longMean.mean(1);
    row[at++] = (float) bank.tsb.mean(1);
    row[at++] = (float) lastSeason(bank);
    row[at++] = (float) bank.movingAverage.mean(1);
    at = places(bank.profile, row, at);
    at = places(bank.holtWinters, row, at);
    for (int place = 1; place <= places; place++) {
      row[at++] = (float) ofPlace(bank, place);
    }
    at = places(bank.seasonalNaive, row, at);
    row[at++] = (float) bank.holtWinters.slope;
    row[at++] = (float) zeroShare(bank);
    row[at++] = (float) StrictMath.log1p(bank.observations());
    row[at++] = (float) drivers.priceChange();
    row[at++] = drivers.promotion;
    row[at++] = (float) drivers.viewsChange();
    row[at] = (float) drivers.cartsChange();
    return row;
  }

  private int places(Smoother smoother, float[] row, int at) {
    double[] means = new double[places];
    smoother.means(means);
    for (double mean : means) {
      row[at++] = (float) mean;
    }
    return at;
  }

  private static double lastSeason(ForecasterBank bank) {
    int known = (int) Math.min(bank.observations(), bank.seasonalNaive.period);
    double sum = 0;
    for (int place = 0; place < known; place++) {
      sum += bank.seasonalNaive.last[place];
    }
    return known == 0 ? 0 : sum / known;
  }

  /** Mean demand at the place of a target in those of the last four seasons that are known. */
  private static double ofPlace(ForecasterBank bank, int horizon) {
    int season = bank.seasonalNaive.period;
    double[] ring = bank.movingAverage.ring;
    long first = Math.max(0, bank.observations() - ring.length);
    double sum = 0;
    int known = 0;
    for (long t = bank.observations() - 1 + horizon - season; t >= first; t -= season) {
      sum += ring[(int) (t % ring.length)];
      known++;
    }
    return known == 0 ? bank.movingAverage.mean(1) : sum / known;
  }

  private static double zeroShare(ForecasterBank bank) {
    int known = (int) Math.min(bank.observations(), bank.movingAverage.window);
    int zeros = 0;
    for (int i = 0; i < known; i++) {
      zeros += bank.movingAverage.ring[i] == 0 ? 1 : 0;
    }
    return known == 0 ? 0 : (double) zeros / known;
  }
}
