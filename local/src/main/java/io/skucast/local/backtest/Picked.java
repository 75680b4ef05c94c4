package io.skucast.local.backtest;

import io.skucast.core.backtest.Evaluation.SkuResult;
import io.skucast.core.backtest.SeriesHistory;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A series worth looking at.
 *
 * @param why it was picked
 */
record Picked(SeriesHistory history, String why) {
  private static final int LARGEST = 3;

  /** The total if it was forecast, the largest, an intermittent one, and the worst. */
  static List<Picked> from(Report report, ForecastParts forecasts, String forecaster) {
    List<Picked> picked = new ArrayList<>();
    String total = Level.series(Level.ALL, Level.ALL).key();
    if (forecasts.series().contains(total)) {
      picked.add(
          new Picked(report.evaluation().nodes().history(total), "all SKUs at all locations"));
    }
    int last = report.origins()[report.origins().length - 1];
    List<SkuResult> results =
        report.evaluation().results().stream()
            .filter(r -> r.forecaster().equals(forecaster) && r.history().first() < last)
            .toList();
    Comparator<SkuResult> bySize =
        Comparator.comparingDouble((SkuResult r) -> -size(r.history(), report))
            .thenComparing(r -> r.history().series().key());
    List<SkuResult> largest = results.stream().sorted(bySize).toList();
    Set<Series> seen = new HashSet<>();
    largest.stream().limit(LARGEST).forEach(r -> add(picked, seen, r, "among the largest"));
    first(
            largest,
            r ->
                !seen.contains(r.history().series())
                    && quiet(r.history(), last, 4 * report.horizons()) > 0.5)
        .forEach(r -> add(picked, seen, r, "intermittent: most periods without a sale"));
    List<SkuResult> worst =
        results.stream()
            .sorted(
                Comparator.comparingDouble((SkuResult r) -> -r.rmsse())
                    .thenComparing(r -> r.history().series().key()))
            .toList();
    first(worst, r -> !seen.contains(r.history().series()))
        .forEach(r -> add(picked, seen, r, "the worst: mean RMSSE %.2f".formatted(r.rmsse())));
    return picked;
  }

  private static List<SkuResult> first(List<SkuResult> results, Predicate<SkuResult> wanted) {
    return results.stream().filter(wanted).limit(1).toList();
  }

  private static void add(List<Picked> picked, Set<Series> seen, SkuResult result, String why) {
    if (seen.add(result.history().series())) {
      picked.add(new Picked(result.history(), why));
    }
  }

  /** Revenue of all scored periods, or units where there are no prices. */
  private static double size(SeriesHistory history, Report report) {
    int from = report.origins()[0] + 1;
    int to = report.origins()[report.origins().length - 1] + report.horizons();
    double revenue = history.revenue(from, to);
    return revenue != 0 ? revenue : history.demand(from, to) * 1e-6;
  }

  /** Share of the last periods up to the origin without demand. */
  private static double quiet(SeriesHistory history, int origin, int periods) {
    int from = Math.max(history.first(), origin - periods + 1);
    int quiet = 0;
    for (int period = from; period <= origin; period++) {
      quiet += history.demand(period) == 0 ? 1 : 0;
    }
    return (double) quiet / (origin - from + 1);
  }
}
