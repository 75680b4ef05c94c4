package io.skucast.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.backtest.Tuning.Grid;
import io.skucast.core.backtest.Tuning.Outcome;
import io.skucast.core.backtest.Tuning.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TuningTest {
  private static final List<Grid> GRIDS =
      List.of(
          new Grid("alpha", List.of("0.1", "0.2", "0.3", "0.4")),
          new Grid("beta", List.of("0.5", "0.1", "0.9")));
  private static final int[] ORIGINS = {100, 128, 156, 184, 212};

  private final List<Trial> trials = new ArrayList<>();

  @Test
  void theLeastOfABowlIsFoundThoughOptionsDependOnEachOther() {
    Outcome outcome =
        new Tuning(GRIDS, ORIGINS).run((options, origins) -> bowl(options, 0.3, 0.9), trials::add);
    assertThat(outcome.start()).isEqualTo(Map.of("alpha", "0.1", "beta", "0.5"));
    assertThat(outcome.found()).isEqualTo(Map.of("alpha", "0.3", "beta", "0.9"));
    assertThat(outcome.foundLoss()).isLessThan(outcome.startLoss());
    assertThat(outcome.trials()).isEqualTo(trials.size()).isLessThanOrEqualTo(12);
    // What is known is not worked out again.
    assertThat(trials).extracting(Trial::options).doesNotHaveDuplicates();
  }

  @Test
  void theLaterOriginsAreAskedOnlyForTheStartAndForWhatWasFound() {
    Set<Map<String, String>> onLater = new HashSet<>();
    Outcome outcome =
        new Tuning(GRIDS, ORIGINS)
            .run(
                (options, origins) -> {
                  if (origins[0] == 100) {
                    assertThat(origins).containsExactly(100, 128);
                    return bowl(options, 0.3, 0.9);
                  }
                  assertThat(origins).containsExactly(156, 184, 212);
                  onLater.add(options);
                  return bowl(options, 0.1, 0.5);
                },
                trials::add);
    // The later half would rather have kept the start, and has no say.
    assertThat(outcome.found()).isEqualTo(Map.of("alpha", "0.3", "beta", "0.9"));
    assertThat(outcome.foundValidation()).isGreaterThan(outcome.startValidation());
    assertThat(onLater).containsExactlyInAnyOrder(outcome.start(), outcome.found());
  }

  @Test
  void aLossThatIsNoNumberIsNeverKept() {
    Outcome outcome =
        new Tuning(GRIDS, ORIGINS)
            .run(
                (options, origins) -> options.get("alpha").equals("0.1") ? 1 : Double.NaN,
                trials::add);
    assertThat(outcome.found()).isEqualTo(outcome.start());
  }

  @Test
  void nothingToSearchOrToSplitIsRefused() {
    assertThatThrownBy(() -> new Tuning(List.of(), ORIGINS)).hasMessageContaining("no option");
    assertThatThrownBy(() -> new Tuning(GRIDS, new int[] {7})).hasMessageContaining("2 or more");
    assertThatThrownBy(() -> new Tuning(GRIDS, new int[] {7, 7})).hasMessageContaining("ascend");
    assertThatThrownBy(() -> new Grid("alpha", List.of())).hasMessageContaining("alpha");
  }

  /** Tilted, so that no option's best is right before the other's is. */
  private static double bowl(Map<String, String> options, double alpha, double beta) {
    double a = Double.parseDouble(options.get("alpha")) - alpha;
    double b = Double.parseDouble(options.get("beta")) - beta;
    return a * a + b * b + 0.9 * a * b;
  }
}
