package io.skucast.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The ledger in constant space against a book that keeps everything. */
class LedgerAgainstPlainBookTest {
  private static final int PERIODS = 150;

  @Provide
  Arbitrary<int[]> lags() {
    return Arbitraries.of(
        List.of(
            new int[] {1},
            new int[] {1, 7, 14, 28},
            new int[] {1, 7, 28},
            new int[] {1, 4, 13},
            new int[] {1, 6, 9},
            new int[] {1, 2}));
  }

  @Property(tries = 60)
  void scoresAreThoseOfABookThatKeepsEverything(
      @ForAll("lags") int[] lags,
      @ForAll @IntRange(max = 3) int lateness,
      @ForAll @IntRange(max = 3) int gaps,
      @ForAll @IntRange(min = -40, max = 40) int start,
      @ForAll long seed)
      throws Exception {
    LedgerPlan plan = ScoreFixture.days(lateness, lags);
    ScoreFixture series = new ScoreFixture(plan);
    PlainBook book = new PlainBook(plan);
    Random random = new Random(seed);
    long[] revision = new long[PERIODS];
    int silentFor = 0;
    for (int p = 0; p < PERIODS; p++) {
      for (int open = Math.max(0, p - lateness); open < p; open++) {
        if (book.from(start + open) != null && random.nextInt(4) == 0) {
          issue(series, book, start + open, ++revision[open], random);
        }
      }
      int sealed = p - lateness;
      if (sealed >= 0) {
        double demand = random.nextInt(1 + random.nextInt(60));
        series.scored.clear();
        series.score(start + sealed, demand);
        book.observe(demand);
        compare(series, book, start + sealed, demand);
      }
      // Gaps of every length, up to far beyond what a page remembers.
      if (silentFor == 0 && random.nextInt(10) < gaps) {
        silentFor = 1 + random.nextInt(1 + random.nextInt(60));
      }
      if (silentFor > 0) {
        silentFor--;
      } else {
        issue(series, book, start + p, revision[p], random);
      }
    }
  }

  private static void issue(
      ScoreFixture series, PlainBook book, int origin, long revision, Random random)
      throws Exception {
    int lags = series.plan.lags().length;
    float[][] means = new float[series.plan.forecasters().size()][lags];
    float[][] quantiles = new float[series.plan.levels().length][lags];
    for (int lag = 0; lag < lags; lag++) {
      for (float[] row : means) {
        row[lag] = random.nextInt(8) == 0 ? Float.NaN : random.nextInt(400) / 10f;
      }
      float units = 0;
      for (float[] row : quantiles) {
        units += random.nextInt(12);
        row[lag] = Float.isNaN(means[0][lag]) ? Float.NaN : units;
      }
    }
    assertThat(series.remember(origin, revision, means, quantiles)).isTrue();
    book.remember(origin, means, quantiles);
  }

  private static void compare(ScoreFixture series, PlainBook book, int period, double demand) {
    LedgerPlan plan = series.plan;
    boolean[] any = new boolean[plan.forecasters().size()];
    for (int f = 0; f < any.length; f++) {
      for (int lag = 0; lag < plan.lags().length; lag++) {
        PlainBook.Issued issued = book.from(period - plan.lags()[lag]);
        if (issued != null && !Float.isNaN(issued.means()[f][lag])) {
          any[f] = true;
          double error = demand - issued.means()[f][lag];
          book.note("error", f, lag, error);
          book.note("absolute", f, lag, Math.abs(error));
          book.note("square", f, lag, error * error);
          if (f == 0) {
            float[] quantiles = PlainBook.column(issued.quantiles(), lag);
            book.note("pinball", f, lag, book.pinball(quantiles, demand));
            book.note("50", f, lag, book.inside(quantiles, 0.25, 0.75, demand));
            book.note("80", f, lag, book.inside(quantiles, 0.1, 0.9, demand));
            book.note("90", f, lag, book.inside(quantiles, 0.05, 0.95, demand));
          }
        }
      }
    }
    assertThat(series.scored.stream().map(Scored::forecaster))
        .containsExactlyElementsOf(
            plan.forecasters().stream().filter(n -> any[plan.forecasters().indexOf(n)]).toList());
    for (Scored scored : series.scored) {
      compare(scored, plan, book, period, demand);
    }
  }

  private static void compare(
      Scored scored, LedgerPlan plan, PlainBook book, int period, double demand) {
    int f = plan.forecasters().indexOf(scored.forecaster());
    assertThat(scored.period()).isEqualTo(period);
    for (int lag = 0; lag < plan.lags().length; lag++) {
      PlainBook.Issued issued = book.from(period - plan.lags()[lag]);
      PeriodScore score = scored.score();
      boolean given = issued != null && !Float.isNaN(issued.means()[f][lag]);
      double error = given ? demand - issued.means()[f][lag] : Double.NaN;
      double scale = book.scale(2, 1);
      assertThat(score.error()[lag]).isEqualTo((Double) error);
      assertThat(score.absoluteError()[lag]).isEqualTo((Double) Math.abs(error));
      same(score.squaredScaledError()[lag], scale > 0 ? error * error / scale : Double.NaN);
      boolean bands = given && f == 0;
      float[] quantiles = bands ? PlainBook.column(issued.quantiles(), lag) : null;
      same(score.pinball()[lag], bands ? book.pinball(quantiles, demand) : Double.NaN);
      same(score.inside50()[lag], bands ? book.inside(quantiles, 0.25, 0.75, demand) : Double.NaN);
      same(score.inside80()[lag], bands ? book.inside(quantiles, 0.1, 0.9, demand) : Double.NaN);
      same(score.inside90()[lag], bands ? book.inside(quantiles, 0.05, 0.95, demand) : Double.NaN);
      RunningScore running = scored.running();
      assertThat(running.scores()[lag]).isEqualTo(Math.min(56, book.count("error", f, lag)));
      double mae = book.mean("absolute", f, lag);
      same(running.bias()[lag], book.mean("error", f, lag));
      same(running.mae()[lag], mae);
      same(running.mse()[lag], book.mean("square", f, lag));
      same(running.mase()[lag], over(mae, book.scale(1, 0)));
      same(running.rmsse()[lag], Math.sqrt(over(book.mean("square", f, lag), book.scale(2, 0))));
      int naive = plan.forecasters().indexOf("naive");
      int seasonal = plan.forecasters().indexOf("seasonal-naive");
      same(running.addedToNaive()[lag], 1 - over(mae, book.mean("absolute", naive, lag)));
      same(
          running.addedToSeasonalNaive()[lag], 1 - over(mae, book.mean("absolute", seasonal, lag)));
      same(running.pinball()[lag], book.mean("pinball", f, lag));
      same(running.coverage50()[lag], book.mean("50", f, lag));
      same(running.coverage80()[lag], book.mean("80", f, lag));
      same(running.coverage90()[lag], book.mean("90", f, lag));
    }
  }

  private static double over(double figure, double base) {
    return base > 0 ? figure / base : Double.NaN;
  }

  private static void same(double actual, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(actual).isNaN();
    } else {
      assertThat(actual).isCloseTo(expected, within(1e-3 * Math.max(0.1, Math.abs(expected))));
    }
  }
}
