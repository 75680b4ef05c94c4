package io.skucast.core.score;

import io.skucast.core.sale.Series;
import io.skucast.core.smooth.Domain;
import java.util.Arrays;

/**
 * The step that remembers forecasts of one series and scores them once their targets are sealed.
 * Pure: it reads and writes only the state and the sink it is given.
 *
 * <p>Scores are final: a period is scored once, when no correction of it can come any more, against
 * the last forecasts from each origin, which are those of its own sealed demand. The order is that
 * of time: period p - lateness is scored, then origin p is remembered; corrections of origins whose
 * periods are not sealed come in between. Breaking the order is refused before it loses a forecast.
 */
public final class LedgerStep {
  private final LedgerPlan plan;
  private final PageLayout nextLayout;
  private final PageLayout laterLayout;
  private final Bands bands;
  private final Standing standing;
  private final Alarms alarms;

  public LedgerStep(LedgerPlan plan) {
    this.plan = plan;
    this.nextLayout = nextLayout(plan);
    int[] later = Arrays.copyOfRange(plan.lags(), 1, plan.lags().length);
    this.laterLayout = new PageLayout(later, plan.lateness(), plan.width());
    this.bands = new Bands(plan.levels());
    this.standing = new Standing(plan);
    this.alarms = new Alarms(plan);
  }

  static PageLayout nextLayout(LedgerPlan plan) {
    return new PageLayout(new int[] {1}, plan.lateness(), plan.width());
  }

  /** State of a series none of whose forecasts has been remembered yet. */
  public Ledger start() {
    return plan.start();
  }

  /**
   * Remembers the forecasts from one origin, in place of earlier ones from it.
   *
   * @param revision sales of the series up to the origin; grows with every correction
   * @param means units by forecaster and lag, not negative; NaN where there is no forecast
   * @param quantiles units by level and lag, not negative; NaN only where the combination has no
   *     mean
   * @return false where forecasts of a higher revision are known, which then stay
   * @throws IllegalArgumentException if the origin is sealed, or an array not as the plan says
   * @throws IllegalStateException if a period should have been scored before
   */
  public boolean remember(
      Ledger ledger, Pages pages, int origin, long revision, float[][] means, float[][] quantiles)
      throws Exception {
    require("means", means, plan.forecasters().size(), null);
    require("quantiles", quantiles, plan.levels().length, means[0]);
    int newest = ledger.next.newestOrigin;
    if (newest != LedgerPage.NONE && origin <= (long) newest - ledger.revisions.length) {
      throw new IllegalArgumentException(
          "origin is "
              + origin
              + ", allowed is above "
              + ((long) newest - ledger.revisions.length)
              + ": earlier ones are sealed");
    }
    if (!isNewer(ledger, origin, revision)) {
      return false;
    }
    nextLayout.advance(ledger.next, origin, ledger.scoredThrough);
    write(nextLayout, 0, 0, ledger.next, origin, means, quantiles);
    if (plan.lags().length > 1) {
      LedgerPage page = pages.get(laterLayout.page(origin));
      if (page == null) {
        page = laterLayout.empty();
      }
      laterLayout.advance(page, origin, ledger.scoredThrough);
      for (int i = 1; i < plan.lags().length; i++) {
        write(laterLayout, i - 1, i, page, origin, means, quantiles);
      }
      pages.put(laterLayout.page(origin), page);
    }
    return true;
  }

  private void require(String name, float[][] values, int rows, float[] given) {
    if (values.length != rows) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " rows, allowed is " + rows);
    }
    for (float[] row : values) {
      if (row.length != plan.lags().length) {
        throw new IllegalArgumentException(
            name + " has " + row.length + " lags, allowed is " + plan.lags().length);
      }
      for (int i = 0; i < row.length; i++) {
        boolean mayLack = given == null || Float.isNaN(given[i]);
        if (!(Float.isNaN(row[i]) && mayLack)) {
          Domain.within(name, row[i], 0, Domain.LARGEST_DEMAND);
        }
      }
    }
  }

  /** Whether no higher revision of the origin is known; notes this one. */
  private static boolean isNewer(Ledger ledger, int origin, long revision) {
    int newest = ledger.next.newestOrigin;
    int kept = ledger.revisions.length;
    for (long skipped = Math.max((long) newest + 1, (long) origin - kept + 1);
        skipped <= origin;
        skipped++) {
      ledger.revisions[Math.floorMod((int) skipped, kept)] = Long.MIN_VALUE;
    }
    int at = Math.floorMod(origin, kept);
    if (revision < ledger.revisions[at]) {
      return false;
    }
    ledger.revisions[at] = revision;
    return true;
  }

  private void write(
      PageLayout layout,
      int lagOnPage,
      int lag,
      LedgerPage page,
      int origin,
      float[][] means,
      float[][] quantiles) {
    int at = layout.find(page, lagOnPage, origin + plan.lags()[lag]);
    for (float[] row : means) {
      page.slots[at++] = row[lag];
    }
    for (float[] row : quantiles) {
      page.slots[at++] = row[lag];
    }
  }

  /**
   * Scores the forecasts of a sealed period, lets what they tell alarm, and passes on.
   *
   * @param period later than the last one scored; those in between stay without scores
   * @param demand units, not negative; NaN where it is not known, as in a period without stock
   * @throws IllegalArgumentException if the period is not later
   */
  public void score(
      Series series, Ledger ledger, Pages pages, int period, double demand, ScoreSink out)
      throws Exception {
    if (period <= ledger.scoredThrough) {
      throw new IllegalArgumentException(
          "period is "
              + period
              + ", allowed is above "
              + ledger.scoredThrough
              + ", the last scored");
    }
    boolean follows = period == (long) ledger.scoredThrough + 1;
    ledger.lastDemand = follows ? ledger.lastDemand : Float.NaN;
    ledger.scoredThrough = period;
    if (Double.isNaN(demand)) {
      ledger.lastDemand = Float.NaN;
      return;
    }
    Domain.demand(demand);
    LedgerPage page = plan.lags().length > 1 ? pages.get(laterLayout.page(period)) : null;
    double scale = ledger.meanSquareChange;
    ledger.scale(demand);
    double typicalError = Math.sqrt(ledger.errors[Ledger.MEAN_SQUARE]);
    int typicalErrors = ledger.counts[0];
    PeriodScore[] scores = new PeriodScore[plan.forecasters().size()];
    boolean wanted = out.wantsScores();
    for (int f = 0; f < scores.length; f++) {
      // Where no one is told, those of the others are written over each other.
      scores[f] = f < 2 || wanted ? PeriodScore.empty(plan.lags().length) : scores[1];
    }
    for (int lag = 0; lag < plan.lags().length; lag++) {
      LedgerPage held = lag == 0 ? ledger.next : page;
      int at =
          lag == 0 ? nextLayout.find(held, 0, period) : laterLayout.find(held, lag - 1, period);
      for (int f = 0; at >= 0 && f < scores.length; f++) {
        float mean = held.slots[at + f];
        if (!Float.isNaN(mean)) {
          fold(ledger, f, lag, demand - mean, scale, scores[f]);
        }
      }
      if (!Double.isNaN(scores[0].error()[lag])) {
        foldBands(ledger, lag, bands.scores(held.slots, at + scores.length, demand), scores[0]);
      }
    }
    double error = scores[0].error()[0];
    if (!Double.isNaN(error)) {
      ledger.tracking.add(error);
    }
    for (int f = 0; wanted && f < scores.length; f++) {
      if (!scores[f].isEmpty()) {
        out.score(standing.scored(series, ledger, period, demand, f, scores[f]));
      }
    }
    alarms.watch(series, ledger, period, scores[0], typicalError, typicalErrors, out);
  }

  private void fold(
      Ledger ledger, int forecaster, int lag, double error, double scale, PeriodScore score) {
    double square = error * error;
    score.error()[lag] = error;
    score.absoluteError()[lag] = Math.abs(error);
    score.squaredScaledError()[lag] = scale > 0 ? square / scale : Double.NaN;
    int cell = forecaster * plan.lags().length + lag;
    int count = Math.min(Ledger.MEMORY, ledger.counts[cell] + 1);
    ledger.counts[cell] = (byte) count;
    int at = cell * Ledger.ERROR_FIGURES;
    Ledger.fold(ledger.errors, at + Ledger.MEAN_ERROR, error, count);
    Ledger.fold(ledger.errors, at + Ledger.MEAN_ABSOLUTE, Math.abs(error), count);
    Ledger.fold(ledger.errors, at + Ledger.MEAN_SQUARE, square, count);
  }

  /** Folds the bands of the combination, whose count {@link #fold} has raised already. */
  private static void foldBands(Ledger ledger, int lag, double[] scores, PeriodScore score) {
    for (int i = 0; i < scores.length; i++) {
      Ledger.fold(ledger.bands, lag * Ledger.BAND_FIGURES + i, scores[i], ledger.counts[lag]);
    }
    score.pinball()[lag] = scores[Ledger.PINBALL];
    score.inside50()[lag] = scores[Ledger.INSIDE];
    score.inside80()[lag] = scores[Ledger.INSIDE_80];
    score.inside90()[lag] = scores[Ledger.INSIDE_90];
  }
}
