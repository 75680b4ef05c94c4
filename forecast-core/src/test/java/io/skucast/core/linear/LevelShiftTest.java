package io.skucast.core.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Demand of all series rises by half from one day to the next, in the same week's profile. Compared
 * is what all series together are forecast for the week ahead with what they are to sell in it.
 */
class LevelShiftTest {
  /** Three trainings, once a week; also in docs/forecasting.md. */
  static final int RECOVERS_WITHIN_PERIODS = 21;

  private static final int SERIES = 30;
  private static final double SHIFT = 1.5;

  /** By then the model has learned from a dozen weeks without a shift. */
  private static final int SHIFT_AT = 119;

  private static final int DAYS = SHIFT_AT + 90;
  private static final int AHEAD = 7;
  private static final double[] WEEK = {0.8, 0.7, 0.8, 0.9, 1.1, 1.5, 1.2};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void theLinearForecastRecoversWithinThreeTrainings(int seed) throws Exception {
    double[] ratios = ratios(seed);
    double[] before = Arrays.copyOfRange(ratios, SHIFT_AT - 28, SHIFT_AT);
    double[] recovering =
        Arrays.copyOfRange(ratios, SHIFT_AT, SHIFT_AT + RECOVERS_WITHIN_PERIODS + 1);
    double[] after = Arrays.copyOfRange(ratios, SHIFT_AT + RECOVERS_WITHIN_PERIODS, DAYS);

    assertThat(off(before)).as("before the shift").allMatch(off -> off < 0.1);
    assertThat(recovering[0]).as("when the shift is new").isCloseTo(1 / SHIFT, within(0.1));
    assertThat(off(recovering)).as("recovered").anyMatch(off -> off < 0.1);
    // For some weeks the model takes it that what has risen goes on rising.
    assertThat(off(after)).as("after it").allMatch(off -> off < 0.12);
    assertThat(Arrays.stream(after).average().orElseThrow())
        .as("mean after it")
        .isCloseTo(1, within(0.1));
  }

  /** Forecast of the linear model over what is to be sold, by origin; NaN where there is none. */
  private static double[] ratios(int seed) throws Exception {
    Random random = new Random(seed);
    double[] means = random.doubles(SERIES, 1, 10).toArray();
    double all = Arrays.stream(means).sum();
    Shop shop = new Shop(SERIES);
    double[] ratios = new double[DAYS];
    for (int day = 0; day < DAYS; day++) {
      long[] units = new long[SERIES];
      for (int i = 0; i < SERIES; i++) {
        double shift = day >= SHIFT_AT ? SHIFT : 1;
        units[i] = 1000L * poisson(random, means[i] * WEEK[day % 7] * shift);
      }
      shop.observe(units);
      double forecast = 0;
      for (int i = 0; i < SERIES; i++) {
        forecast += linear(shop.apply(i));
      }
      // As demand is on this day: the shift itself nobody can foresee.
      ratios[day] = forecast / (all * Arrays.stream(WEEK).sum() * (day >= SHIFT_AT ? SHIFT : 1));
    }
    return ratios;
  }

  private static List<Double> off(double[] ratios) {
    return Arrays.stream(ratios).map(ratio -> Math.abs(ratio - 1)).boxed().toList();
  }

  private static double linear(LinearStep.Result result) {
    return result.linear() == null
        ? Double.NaN
        : Arrays.stream(result.linear().mean()).limit(AHEAD).sum();
  }

  /** Knuth (1997), volume 2, section 3.4.1. */
  private static int poisson(Random random, double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double left = random.nextDouble(); left > limit; left *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
