package io.skucast.local.backtest;

import static io.skucast.job.config.TuningOptions.ALPHA;
import static io.skucast.job.config.TuningOptions.CORRECTION;
import static io.skucast.job.config.TuningOptions.DISCOUNT;
import static io.skucast.job.config.TuningOptions.GAMMA;
import static io.skucast.job.config.TuningOptions.LONG_ALPHA;
import static io.skucast.job.config.TuningOptions.PHI;
import static io.skucast.job.config.TuningOptions.PROFILE_GAMMA;
import static io.skucast.job.config.TuningOptions.RATE;
import static io.skucast.job.config.TuningOptions.SHARE;
import static io.skucast.job.config.TuningOptions.SPIKE_REACH;

import io.skucast.core.backtest.Tuning.Grid;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.job.config.Option;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.config.TuningOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one place that says which options of the bank are searched and how they make a bank. */
final class TunedBank {
  /** Those that move the mean; what only moves bands has no part in the loss. */
  private static final Map<Option<Double>, List<Double>> CANDIDATES =
      Map.of(
          ALPHA, List.of(0.05, 0.1, 0.15, 0.2),
          LONG_ALPHA, List.of(0.002, 0.005, 0.01, 0.02),
          GAMMA, List.of(0.05, 0.1, 0.2),
          PHI, List.of(0.8, 0.9, 0.98),
          PROFILE_GAMMA, List.of(0.01, 0.02, 0.05),
          RATE, List.of(0.03, 0.1, 0.3),
          SHARE, List.of(0.0005, 0.002, 0.01),
          DISCOUNT, List.of(0.95, 0.98, 0.99, 0.995),
          CORRECTION, List.of(0.0, 0.05, 0.2),
          SPIKE_REACH, List.of(4.0, 6.0, 10.0));

  /** In the order of the search. */
  private static final List<Option<Double>> ORDER =
      List.of(
          ALPHA,
          RATE,
          SHARE,
          DISCOUNT,
          PROFILE_GAMMA,
          GAMMA,
          LONG_ALPHA,
          CORRECTION,
          SPIKE_REACH,
          PHI);

  private TunedBank() {}

  /** What the settings say comes first: there the search starts. */
  static List<Grid> grids(Settings settings) {
    List<Grid> grids = new ArrayList<>();
    for (Option<Double> option : ORDER) {
      double start = settings.get(option);
      List<String> candidates = new ArrayList<>(List.of(Double.toString(start)));
      for (double candidate : CANDIDATES.get(option)) {
        if (candidate != start) {
          candidates.add(Double.toString(candidate));
        }
      }
      grids.add(new Grid(option.key(), candidates));
    }
    return grids;
  }

  static ForecasterBank create(Settings settings) {
    return new ForecasterBank(settings.get(Options.PERIOD), TuningOptions.bank(settings));
  }
}
