package io.skucast.local.backtest;

import io.skucast.core.backtest.Tuning.Grid;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.util.List;

/** The one place that says which options of the bank are searched and how they make a bank. */
final class TunedBank {
  /** Options of the job and their candidates, the default first. */
  static final List<Grid> GRIDS = List.of();

  private TunedBank() {}

  static ForecasterBank create(Settings settings) {
    return new ForecasterBank(settings.get(Options.PERIOD));
  }
}
