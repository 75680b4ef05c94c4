package io.skucast.core.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Searches options on a grid by coordinate descent: one option at a time takes the candidate with
 * the least loss, in rounds until none changes.
 *
 * <p>The earlier half of the origins is searched on; what was found is validated on the later half,
 * which no choice ever sees.
 */
public final class Tuning {
  /** Rounds after which the search ends even if options still change. */
  private static final int ROUNDS = 5;

  /**
   * An option and what it may be.
   *
   * @param candidates the first is where the search starts
   */
  public record Grid(String key, List<String> candidates) {
    public Grid {
      if (candidates.isEmpty()) {
        throw new IllegalArgumentException(
            "option " + key + " has no candidates: give one or more");
      }
      candidates = List.copyOf(candidates);
    }
  }

  /** What is made small. */
  public interface Objective {
    /**
     * @param options texts by key
     * @param origins periods, ascending
     */
    double loss(Map<String, String> options, int[] origins);
  }

  /**
   * One trial.
   *
   * @param loss on the origins searched on
   * @param kept whether it was better than all before it
   */
  public record Trial(int round, Map<String, String> options, double loss, boolean kept) {}

  /**
   * What came out.
   *
   * @param start where the search started
   * @param found the options with the least loss on the origins searched on
   * @param trials losses worked out while searching
   */
  public record Outcome(
      Map<String, String> start,
      Map<String, String> found,
      double startLoss,
      double foundLoss,
      double startValidation,
      double foundValidation,
      int trials) {}

  private final List<Grid> grids;
  private final int[] searched;
  private final int[] validated;

  /**
   * @param origins periods, ascending, at least two
   */
  public Tuning(List<Grid> grids, int[] origins) {
    if (grids.isEmpty()) {
      throw new IllegalArgumentException("there is no option to search: give one or more");
    }
    if (origins.length < 2) {
      throw new IllegalArgumentException(
          origins.length + " origin to tune by: there must be 2 or more, half of them to validate");
    }
    this.grids = List.copyOf(grids);
    this.searched = Arrays.copyOfRange(origins, 0, origins.length / 2);
    this.validated = Arrays.copyOfRange(origins, origins.length / 2, origins.length);
    for (int i = 1; i < origins.length; i++) {
      if (origins[i] <= origins[i - 1]) {
        throw new IllegalArgumentException(
            "origins are " + Arrays.toString(origins) + ": they must ascend");
      }
    }
  }

  /** Searches. */
  public Outcome run(Objective objective, Consumer<Trial> progress) {
    Map<String, String> start = new LinkedHashMap<>();
    grids.forEach(grid -> start.put(grid.key(), grid.candidates().get(0)));
    double startLoss = objective.loss(Map.copyOf(start), searched.clone());
    Map<Map<String, String>, Double> known = new LinkedHashMap<>();
    known.put(Map.copyOf(start), startLoss);
    progress.accept(new Trial(0, Map.copyOf(start), startLoss, true));
    Map<String, String> best = new LinkedHashMap<>(start);
    double least = startLoss;
    boolean changed = true;
    for (int round = 1; changed && round <= ROUNDS; round++) {
      changed = false;
      for (Grid grid : grids) {
        for (String candidate : grid.candidates()) {
          Map<String, String> options = new LinkedHashMap<>(best);
          options.put(grid.key(), candidate);
          if (!known.containsKey(options)) {
            double loss = objective.loss(Map.copyOf(options), searched.clone());
            known.put(Map.copyOf(options), loss);
            boolean better = loss < least;
            progress.accept(new Trial(round, Map.copyOf(options), loss, better));
            if (better) {
              least = loss;
              best = options;
              changed = true;
            }
          }
        }
      }
    }
    double startValidation = objective.loss(Map.copyOf(start), validated.clone());
    double foundValidation =
        best.equals(start) ? startValidation : objective.loss(Map.copyOf(best), validated.clone());
    return new Outcome(
        start, best, startLoss, least, startValidation, foundValidation, known.size());
  }

  /** The origins searched on. */
  public List<Integer> searched() {
    return list(searched);
  }

  /** The origins that only validate. */
  public List<Integer> validated() {
    return list(validated);
  }

  private static List<Integer> list(int[] origins) {
    List<Integer> list = new ArrayList<>();
    for (int origin : origins) {
      list.add(origin);
    }
    return list;
  }
}
