package io.skucast.core.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

  @Property(tries = 200)
  void theAnswerIsThatOfTheNormalEquations(@ForAll long seed) {
    Random random = new Random(seed);
    int locations = 1 + random.nextInt(4);
    int categories = 1 + random.nextInt(4);
    int cells = 1 + random.nextInt(12);
    int[] locationOf = random.ints(cells, 0, locations).toArray();
    int[] categoryOf = random.ints(cells, 0, categories).toArray();
    Reconciliation.Grid forecasts =
        new Reconciliation.Grid(
            values(random, cells, 50, 150),
            values(random, locations, 100, 300),
            values(random, categories, 100, 300),
            500 + random.nextInt(500));
    Reconciliation.Grid variances =
        new Reconciliation.Grid(
            values(random, cells, 1, 100),
            values(random, locations, 1, 1000),
            values(random, categories, 1, 1000),
            1 + random.nextInt(5000));
    double[] solved =
        new Reconciliation(locationOf, categoryOf, locations, categories)
            .solve(forecasts, variances);
    double[] wanted = normalEquations(locationOf, categoryOf, forecasts, variances);
    for (int c = 0; c < cells; c++) {
      double unit = 1 + Math.abs(wanted[c]);
      assertThat(solved[c]).isCloseTo(Math.max(0, wanted[c]), within(1e-6 * unit));
    }
  }

  @Test
  void whatAgreesIsLeftAlone() {
    double[] cells = {10, 20, 30, 40};
    double[] solved =
        new Reconciliation(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}, 2, 2)
            .solve(
                new Reconciliation.Grid(cells, new double[] {30, 70}, new double[] {40, 60}, 100),
                new Reconciliation.Grid(
                    new double[] {1, 2, 3, 4}, new double[] {5, 6}, new double[] {7, 8}, 9));
    assertThat(solved).containsExactly(cells);
  }

  @Test
  void aTotalThatIsSureMovesTheLeastSureCellMost() {
    double[] solved =
        new Reconciliation(new int[] {0, 0}, new int[] {0, 1}, 1, 2)
            .solve(
                new Reconciliation.Grid(
                    new double[] {10, 10}, new double[] {20}, new double[] {10, 10}, 40),
                new Reconciliation.Grid(
                    new double[] {1, 9}, new double[] {1e9}, new double[] {1e9, 1e9}, 1e-9));
    assertThat(solved[0]).isCloseTo(12, within(1e-3));
    assertThat(solved[1]).isCloseTo(28, within(1e-3));
  }

  private static double[] values(Random random, int number, double low, double high) {
    return random.doubles(number, low, high).toArray();
  }

  /** (Sᵀ W S)⁻¹ Sᵀ W f with S written out, by elimination. */
  private static double[] normalEquations(
      int[] locationOf,
      int[] categoryOf,
      Reconciliation.Grid forecasts,
      Reconciliation.Grid variances) {
    int n = locationOf.length;
    double[][] system = new double[n][n + 1];
    for (int c = 0; c < n; c++) {
      add(system, new int[] {c}, forecasts.cells()[c], variances.cells()[c]);
    }
    for (int l = 0; l < forecasts.locations().length; l++) {
      add(system, where(locationOf, l), forecasts.locations()[l], variances.locations()[l]);
    }
    for (int k = 0; k < forecasts.categories().length; k++) {
      add(system, where(categoryOf, k), forecasts.categories()[k], variances.categories()[k]);
    }
    add(system, where(new int[n], 0), forecasts.total(), variances.total());
    for (int pivot = 0; pivot < n; pivot++) {
      for (int row = 0; row < n; row++) {
        double ratio = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
        for (int column = 0; column <= n && ratio != 0; column++) {
          system[row][column] -= ratio * system[pivot][column];
        }
      }
    }
    double[] solution = new double[n];
    Arrays.setAll(solution, c -> system[c][n] / system[c][c]);
    return solution;
  }

  private static int[] where(int[] of, int value) {
    return IntStream.range(0, of.length).filter(c -> of[c] == value).toArray();
  }

  private static void add(double[][] system, int[] cells, double forecast, double variance) {
    int n = system.length;
    for (int a : cells) {
      for (int b : cells) {
        system[a][b] += 1 / variance;
      }
      system[a][n] += forecast / variance;
    }
  }
}
