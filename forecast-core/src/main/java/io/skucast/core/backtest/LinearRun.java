package io.skucast.core.backtest;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.GroupLearner;
import io.skucast.core.learn.LearnerOptions;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.OpenBlocks;
import io.skucast.core.learn.Outcome;
import io.skucast.core.linear.LinearFeatures;
import io.skucast.core.linear.LinearPlan;
import io.skucast.core.linear.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Smoothers and linear model over all series together, block by block as the job does, and
 * forecasts from every origin on the way: nothing after an origin is known to its forecasts.
 * Without stream, state, levels and late sales, so that many settings can be tried.
 */
public final class LinearRun {
  /**
   * What is run.
   *
   * @param learning options of the learner of a category
   * @param blocks of the learner of a category; all have the same number of periods
   * @param calendars makes the calendar of one thread
   */
  public record Setup(
      PeriodUnit unit,
      BankOptions bank,
      LinearPlan plan,
      Function<String, LearnerOptions> learning,
      Function<String, Blocks> blocks,
      Supplier<TargetCalendar> calendars) {}

  /** Parts that run beside each other. */
  private static final int PARTS = 4;

  private final Setup setup;
  private final int[] origins;
  private final Bands bands;
  private final Map<ModelGroup, GroupLearner> learners = new TreeMap<>();
  private final String layout;
  private final Models models = new Models();

  /**
   * @param origins periods, ascending
   */
  public LinearRun(Setup setup, int[] origins, Bands bands) {
    this.setup = setup;
    this.origins = origins.clone();
    this.bands = bands;
    this.layout = new LinearFeatures(setup.plan(), setup.calendars().get()).fingerprint();
  }

  /**
   * Scores the combination on all series.
   *
   * @return for each series one score an origin; null where it had not begun or had never changed
   */
  public List<SeriesScore[]> run(List<SeriesHistory> histories) {
    List<LinearRunPart> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      parts.add(new LinearRunPart(setup, origins, bands));
    }
    for (int i = 0; i < histories.size(); i++) {
      parts.get(i % PARTS).add(histories.get(i));
    }
    Blocks blocks = setup.blocks().apply(ModelGroup.ALL);
    int first = histories.stream().mapToInt(SeriesHistory::first).min().orElse(0);
    int last = origins[origins.length - 1];
    for (int from = first; from <= last; ) {
      int start = from;
      int to = Math.min(last, blocks.lastPeriod(blocks.block(from)));
      parts.parallelStream().forEach(part -> part.run(start, to, models));
      train(parts, blocks.block(to));
      from = to + 1;
    }
    List<SeriesScore[]> scores = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      scores.add(parts.get(i % PARTS).scores(i / PARTS));
    }
    return scores;
  }

  /**
   * Mean over origins of the mean of RMSSE and revenue-weighted RMSSE, of each category.
   *
   * @return by category; that of series without one is {@link ModelGroup#ALL}
   */
  public SortedMap<String, Double> losses(List<SeriesHistory> histories) {
    List<SeriesScore[]> runs = run(histories);
    SortedMap<String, Double> losses = new TreeMap<>();
    histories.stream()
        .map(LinearRun::category)
        .distinct()
        .forEach(category -> losses.put(category, loss(histories, runs, category)));
    losses.values().removeIf(loss -> Double.isNaN(loss));
    return losses;
  }

  static String category(SeriesHistory history) {
    return history.category().isEmpty() ? ModelGroup.ALL : history.category();
  }

  private double loss(List<SeriesHistory> histories, List<SeriesScore[]> runs, String category) {
    List<SeriesScore[]> ofCategory = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      if (category(histories.get(i)).equals(category)) {
        ofCategory.add(runs.get(i));
      }
    }
    return Score.loss(ofCategory, origins.length);
  }

  /** Sums are exact: it does not matter which part taught what. */
  private void train(List<LinearRunPart> parts, int block) {
    OpenBlocks all = new OpenBlocks(1);
    for (LinearRunPart part : parts) {
      part.lessons().forEach(all::add);
    }
    while (!all.isEmpty() && all.first() <= block) {
      BlockSums.withCoarser(all.takeFirst()).forEach(this::train);
    }
  }

  private void train(ModelGroup group, BlockSums sums) {
    Outcome outcome =
        learners
            .computeIfAbsent(group, GroupLearner::of)
            .learn(
                sums,
                setup.blocks().apply(group.category()),
                setup.learning().apply(group.category()),
                1,
                layout);
    if (outcome instanceof Outcome.Published published) {
      models.put(published.version());
    }
  }
}
