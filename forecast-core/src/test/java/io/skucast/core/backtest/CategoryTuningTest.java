package io.skucast.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.skucast.core.backtest.CategoryTuning.Found;
import io.skucast.core.backtest.CategoryTuning.Trial;
import io.skucast.core.backtest.Tuning.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CategoryTuningTest {
  private static final List<Grid> GRIDS =
      List.of(new Grid("size", List.of("1", "2", "3")), new Grid("shape", List.of("a", "b")));
  private static final int[] ORIGINS = {10, 20, 30, 40};

  /** Toys are best with 3 and b, food as it was; the later origins are worse for all. */
  private static SortedMap<String, Double> losses(
      Map<String, Map<String, String>> options, int[] origins) {
    SortedMap<String, Double> losses = new TreeMap<>();
    double later = origins[0] > 20 ? 1 : 0;
    Map<String, String> toys = options.getOrDefault("toys", Map.of());
    Map<String, String> food = options.getOrDefault("food", Map.of());
    double size = Double.parseDouble(toys.getOrDefault("size", "1"));
    losses.put("toys", 10 - size - (toys.getOrDefault("shape", "a").equals("b") ? 1 : 0) + later);
    losses.put("food", 5 + Double.parseDouble(food.getOrDefault("size", "1")) + later);
    return losses;
  }

  @Test
  void eachCategoryTakesWhatIsBestForItself() {
    List<Trial> trials = new ArrayList<>();
    SortedMap<String, Found> found =
        new CategoryTuning(GRIDS, ORIGINS).run(CategoryTuningTest::losses, trials::add);
    assertThat(found.get("toys").changed()).isEqualTo(Map.of("size", "3", "shape", "b"));
    assertThat(found.get("food").changed()).isEmpty();
    assertThat(found.get("toys").startLoss()).isEqualTo(9);
    assertThat(found.get("toys").foundLoss()).isEqualTo(6);
    assertThat(found.get("toys").startValidation()).isEqualTo(10);
    assertThat(found.get("toys").foundValidation()).isEqualTo(7);
    assertThat(trials.get(0).takers()).containsExactly("toys");
  }

  @Test
  void theLaterHalfOfTheOriginsIsNeverSearchedOn() {
    List<Integer> searched = new ArrayList<>();
    List<Integer> validated = new ArrayList<>();
    new CategoryTuning(GRIDS, ORIGINS)
        .run(
            (options, origins) -> {
              (origins[0] > 20 ? validated : searched).add(origins.length);
              return losses(options, origins);
            },
            trial -> {});
    assertThat(validated).containsExactly(2, 2);
    assertThat(searched).hasSizeGreaterThan(3).allMatch(count -> count == 2);
  }

  @Test
  void aGainThatMayBeChanceIsNotTaken() {
    SortedMap<String, Found> found =
        new CategoryTuning(GRIDS, ORIGINS)
            .run(
                (options, origins) -> {
                  String size = options.getOrDefault("toys", Map.of()).getOrDefault("size", "1");
                  return new TreeMap<>(Map.of("toys", size.equals("2") ? 0.9999 : 1.0));
                },
                trial -> {});
    assertThat(found.get("toys").changed()).isEmpty();
  }

  @Test
  void oneOriginCanNotBeSearchedOnAndValidated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoryTuning(GRIDS, new int[] {10}))
        .withMessageContaining("1 origin to tune by");
  }
}
