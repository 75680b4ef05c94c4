package io.skucast.core.backtest;

import io.skucast.core.backtest.Tuning.Grid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Searches options of each category on a grid by coordinate descent. Categories do not touch each
 * other, so one run with a candidate everywhere tries it for all of them, and each takes it where
 * its own loss is less.
 *
 * <p>As with {@link Tuning} the earlier half of the origins is searched on, and what was found is
 * validated on the later half, which no choice ever sees.
 */
public final class CategoryTuning {
  /** Rounds after which the search ends even if options still change. */
  private static final int ROUNDS = 2;

  /** Part of a loss that a candidate must win: less is chance. */
  private static final double LEAST_GAIN = 5e-4;

  /** What is made small. */
  public interface Objective {
    /**
     * @param options texts by category, then by key
     * @param origins periods, ascending
     * @return losses by category
     */
    SortedMap<String, Double> losses(Map<String, Map<String, String>> options, int[] origins);
  }

  /**
   * One trial: a candidate everywhere.
   *
   * @param loss mean over categories
   * @param takers categories that took it
   */
  public record Trial(int round, String key, String candidate, double loss, List<String> takers) {}

  /**
   * What came of one category.
   *
   * @param changed options that are not as at the start
   */
  public record Found(
      Map<String, String> changed,
      double startLoss,
      double foundLoss,
      double startValidation,
      double foundValidation) {}

  private final List<Grid> grids;
  private final int[] searched;
  private final int[] validated;

  /**
   * @param grids the first candidate of each is where the search starts
   * @param origins periods, ascending, at least two
   */
  public CategoryTuning(List<Grid> grids, int[] origins) {
    if (origins.length < 2) {
      throw new IllegalArgumentException(
          origins.length + " origin to tune by: there must be 2 or more, half of them to validate");
    }
    this.grids = List.copyOf(grids);
    this.searched = Arrays.copyOfRange(origins, 0, origins.length / 2);
    this.validated = Arrays.copyOfRange(origins, origins.length / 2, origins.length);
  }

  /** Searches; the categories are those that the objective has losses of. */
  public SortedMap<String, Found> run(Objective objective, Consumer<Trial> progress) {
    SortedMap<String, Double> start = objective.losses(Map.of(), searched.clone());
    SortedMap<String, Double> least = new TreeMap<>(start);
    Map<String, Map<String, String>> best = new TreeMap<>();
    start.keySet().forEach(category -> best.put(category, new TreeMap<>()));
    boolean changed = true;
    for (int round = 1; changed && round <= ROUNDS; round++) {
      changed = false;
      for (Grid grid : grids) {
        for (String candidate : grid.candidates()) {
          Trial trial = take(objective, round, grid, candidate, best, least);
          if (trial != null) {
            progress.accept(trial);
            changed |= !trial.takers().isEmpty();
          }
        }
      }
    }
    SortedMap<String, Double> startValidation = objective.losses(Map.of(), validated.clone());
    SortedMap<String, Double> foundValidation = objective.losses(copy(best), validated.clone());
    SortedMap<String, Found> found = new TreeMap<>();
    start.forEach(
        (category, loss) ->
            found.put(
                category,
                new Found(
                    Map.copyOf(best.get(category)),
                    loss,
                    least.get(category),
                    startValidation.getOrDefault(category, Double.NaN),
                    foundValidation.getOrDefault(category, Double.NaN))));
    return found;
  }

  /** Null where nothing would change. */
  private Trial take(
      Objective objective,
      int round,
      Grid grid,
      String candidate,
      Map<String, Map<String, String>> best,
      SortedMap<String, Double> least) {
    Map<String, Map<String, String>> tried = copy(best);
    boolean isNew = false;
    for (Map<String, String> own : tried.values()) {
      String now = own.getOrDefault(grid.key(), grid.candidates().get(0));
      isNew |= !now.equals(candidate);
      own.put(grid.key(), candidate);
    }
    if (!isNew) {
      return null;
    }
    SortedMap<String, Double> losses = objective.losses(tried, searched.clone());
    List<String> takers =
        losses.keySet().stream()
            .filter(category -> losses.get(category) < least.get(category) * (1 - LEAST_GAIN))
            .toList();
    for (String category : takers) {
      least.put(category, losses.get(category));
      best.get(category).put(grid.key(), candidate);
      if (candidate.equals(grid.candidates().get(0))) {
        best.get(category).remove(grid.key());
      }
    }
    double loss = losses.values().stream().mapToDouble(each -> each).average().orElse(Double.NaN);
    return new Trial(round, grid.key(), candidate, loss, takers);
  }

  private static Map<String, Map<String, String>> copy(Map<String, Map<String, String>> options) {
    Map<String, Map<String, String>> copy = new HashMap<>();
    options.forEach((category, own) -> copy.put(category, new TreeMap<>(own)));
    return copy;
  }
}
