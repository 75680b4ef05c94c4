package io.skucast.core.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Newcomer;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelStepTest {
  private static final double[] LEVELS = {0.1, 0.5, 0.9};
  private static final int HORIZONS = 7;

  /** A series as the step knows it: what it expects of every target, and how young it is. */
  private record Child(String category, String location, long observations, double own) {}

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void childrenAddUpToTheirParentsAtEveryLevel(int lateness) {
    Random random = new Random(4);
    LevelStep step = step(lateness);
    TreeMap<String, LevelNode> nodes = new TreeMap<>();
    Map<Integer, TreeMap<String, Factors>> learned = new TreeMap<>();
    for (int period = 100; period < 150; period++) {
      List<Child> children = children(random, period);
      Map<String, Forecast> parents = new TreeMap<>();
      advance(step, nodes, period, children, learned, lateness, parents);
      Map<String, double[]> sums = new TreeMap<>();
      for (Child child : children) {
        Factors inForce =
            learned
                .getOrDefault(period - lateness, new TreeMap<>())
                .get(Level.series(child.category(), child.location()).key());
        double trust = Newcomer.trust(child.observations());
        for (String key :
            List.of(
                Level.series(child.category(), child.location()).key(),
                Level.series(child.category(), Level.ALL).key(),
                Level.series(Level.ALL, child.location()).key(),
                Level.series(Level.ALL, Level.ALL).key())) {
          double[] sum = sums.computeIfAbsent(key, k -> new double[HORIZONS]);
          for (int h = 0; h < HORIZONS; h++) {
            int target = period + h + 1;
            sum[h] +=
                inForce == null ? trust * child.own() : inForce.issued(target, child.own(), trust);
          }
        }
      }
      assertThat(parents.keySet()).isEqualTo(sums.keySet());
      for (Map.Entry<String, Forecast> parent : parents.entrySet()) {
        double[] sum = sums.get(parent.getKey());
        for (int h = 0; h < HORIZONS; h++) {
          assertThat(parent.getValue().mean()[h])
              .as("%s from %d", parent.getKey(), period)
              .isCloseTo(sum[h], within(1e-5 * (1 + sum[h])));
          assertThat(parent.getValue().quantiles()[0][h]).isNotNegative();
          assertThat(parent.getValue().quantiles()[2][h])
              .isGreaterThanOrEqualTo(parent.getValue().quantiles()[0][h]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void aCellWhoseSeriesAreWrongTogetherIsBroughtToWhatSells(double wrong) {
    LevelStep step = step(2);
    TreeMap<String, LevelNode> nodes = new TreeMap<>();
    Map<Integer, TreeMap<String, Factors>> learned = new TreeMap<>();
    // Both cells sell 60 a day; the series of toys expect half of that, or twice as much.
    for (int period = 0; period < 300; period++) {
      List<CellSums> sums =
          List.of(
              sums("toys", "north", period, 60, 60 * wrong, step.reach()),
              sums("food", "north", period, 60, 60, step.reach()));
      advanceCells(step, nodes, period, sums, learned, 2, new TreeMap<>());
    }
    Factors toys = learned.get(299).get(Level.series("toys", "north").key());
    Factors food = learned.get(299).get(Level.series("food", "north").key());
    assertThat(toys.of(305)).isCloseTo(1 / wrong, within(0.1 / wrong));
    assertThat(food.of(305)).isCloseTo(1, within(0.1));
  }

  private static LevelStep step(int lateness) {
    return new LevelStep(PeriodUnit.DAY, HORIZONS, lateness, LEVELS, BankOptions.DEFAULT);
  }

  private static List<Child> children(Random random, int period) {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      // The last ones are young, and the very last begins in mid-run a cell of its own.
      long observations = i < 9 ? 500 : period - 99;
      if (i < 11 || period > 120) {
        String category = i == 11 ? "garden" : i % 2 == 0 ? "toys" : "food";
        children.add(
            new Child(
                category,
                i % 3 == 0 ? "north" : "south",
                observations,
                random.nextInt(400) / 10.0));
      }
    }
    return children;
  }

  private static void advance(
      LevelStep step,
      TreeMap<String, LevelNode> nodes,
      int period,
      List<Child> children,
      Map<Integer, TreeMap<String, Factors>> learned,
      int lateness,
      Map<String, Forecast> parents) {
    TreeMap<String, CellSums> cells = new TreeMap<>();
    for (Child child : children) {
      double trust = Newcomer.trust(child.observations());
      long[] expected = new long[step.reach()];
      Arrays.fill(expected, CellSums.micro(trust * child.own()));
      CellSums share =
          new CellSums(
              child.category(),
              child.location(),
              period,
              Math.round(child.own() * 1000),
              CellSums.micro(trust),
              1_000_000 - CellSums.micro(trust),
              expected);
      cells.merge(Level.series(child.category(), child.location()).key(), share, CellSums::plus);
    }
    advanceCells(step, nodes, period, List.copyOf(cells.values()), learned, lateness, parents);
  }

  private static void advanceCells(
      LevelStep step,
      TreeMap<String, LevelNode> nodes,
      int period,
      List<CellSums> cells,
      Map<Integer, TreeMap<String, Factors>> learned,
      int lateness,
      Map<String, Forecast> parents) {
    TreeMap<String, Factors> now = new TreeMap<>();
    step.advance(
        nodes,
        period,
        cells,
        learned.getOrDefault(period - lateness, new TreeMap<>()),
        new LevelStep.Outlet() {
          @Override
          public void factors(Factors factors) {
            now.put(Level.series(factors.category(), factors.location()).key(), factors);
          }

          @Override
          public void forecast(Forecast forecast) {
            parents.put(new Series(forecast.sku(), forecast.location()).key(), forecast);
          }
        });
    learned.put(period, now);
  }

  private static CellSums sums(
      String category, String location, int period, int units, double expected, int reach) {
    long[] each = new long[reach];
    Arrays.fill(each, CellSums.micro(expected));
    return new CellSums(category, location, period, units * 1000L, 10_000_000, 0, each);
  }
}
