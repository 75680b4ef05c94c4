package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The forecasters of intermittent demand, naive and theta against recursions done by hand. */
class IntermittentDemandTest {
  private static void feed(Smoother smoother, double... demands) {
    for (double demand : demands) {
      smoother.update(demand);
    }
  }

  @Test
  void naiveRepeatsTheLastDemand() {
    Naive naive = new Naive();
    feed(naive, 3, 5);
    assertThat(naive.mean(9)).isEqualTo(5);
    assertThat(naive.errorGrowth(9)).isEqualTo(3);
  }

  @Test
  void crostonDividesSizeByInterval() {
    Croston croston = new Croston(0.5, false);
    feed(croston, 0, 0);
    assertThat(croston.mean(1)).isZero();
    feed(croston, 6); // size 6, interval 3
    assertThat(croston.mean(1)).isEqualTo(2);
    feed(croston, 0, 0, 0); // nothing changes without a demand
    assertThat(croston.mean(1)).isEqualTo(2);
    feed(croston, 2); // size 6 + 0.5 (2 - 6) = 4, interval 3 + 0.5 (4 - 3) = 3.5
    assertThat(croston.mean(1)).isCloseTo(4 / 3.5, within(1e-12));
  }

  @Test
  void syntetosAndBoylanTakeOffHalfTheFraction() {
    Croston croston = new Croston(0.2, false);
    Croston debiased = new Croston(0.2, true);
    feed(croston, 0, 4, 0, 0, 5);
    feed(debiased, 0, 4, 0, 0, 5);
    assertThat(debiased.mean(3)).isCloseTo(0.9 * croston.mean(3), within(1e-12));
  }

  @Test
  void crostonIsTooHighAndTheApproximationIsNot() {
    Random random = new Random(5);
    Croston croston = new Croston(0.3, false);
    Croston debiased = new Croston(0.3, true);
    double high = 0;
    double level = 0;
    int n = 200_000;
    for (int i = 0; i < n; i++) {
      high += croston.mean(1);
      level += debiased.mean(1);
      double demand = random.nextDouble() < 0.2 ? 1 + random.nextInt(9) : 0;
      feed(croston, demand);
      feed(debiased, demand);
    }
    // A demand of 5 in one period of five.
    assertThat(high / n).isGreaterThan(1.08);
    assertThat(level / n).isBetween(0.95, 1.03);
  }

  @Test
  void theProbabilityFadesWhenDemandCeases() {
    TeunterSyntetosBabai tsb = new TeunterSyntetosBabai(0.5, 0.2);
    feed(tsb, 0, 8); // size 8, probability 1/2
    assertThat(tsb.mean(1)).isEqualTo(4);
    feed(tsb, 0); // probability 0.5 - 0.2 * 0.5
    assertThat(tsb.mean(1)).isCloseTo(8 * 0.4, within(1e-12));
    feed(tsb, 4); // probability 0.4 + 0.2 * 0.6, size 6
    assertThat(tsb.mean(1)).isCloseTo(6 * 0.52, within(1e-12));
    for (int i = 0; i < 200; i++) {
      feed(tsb, 0);
    }
    assertThat(tsb.mean(1)).isLessThan(1e-10);
  }

  @Test
  void thetaFollowsHalfTheTrendOfTheLine() {
    Theta theta = new Theta(0.3);
    double level = 0;
    double sumT = 0;
    double sumY = 0;
    double sumTT = 0;
    double sumTY = 0;
    Random random = new Random(2);
    for (int t = 1; t <= 50; t++) {
      double y = 20 + 2 * t + 5 * random.nextDouble();
      theta.update(y);
      level += Math.max(0.3, 1.0 / t) * (y - level);
      sumT += t;
      sumY += y;
      sumTT += (double) t * t;
      sumTY += t * y;
    }
    double slope = (50 * sumTY - sumT * sumY) / (50 * sumTT - sumT * sumT);
    assertThat(theta.slope()).isCloseTo(slope, within(1e-9));
    double lag = (1 - Math.pow(0.7, 50)) / 0.3;
    assertThat(theta.mean(1)).isCloseTo(level + slope / 2 * lag, within(1e-9));
    assertThat(theta.mean(11) - theta.mean(1)).isCloseTo(10 * slope / 2, within(1e-9));
  }

  @Test
  void aggregationSmoothsEveryBlockLengthAndTakesTheMean() {
    MultipleAggregation aggregation = new MultipleAggregation(0.5, 1, 2);
    feed(aggregation, 4);
    assertThat(aggregation.mean(1)).isEqualTo(4);
    feed(aggregation, 0); // days: 4, then (4 + 0) / 2 = 2; pairs: 4 / 2 = 2
    assertThat(aggregation.mean(1)).isEqualTo(2);
    feed(aggregation, 6, 2); // days: 2 → 4 → 3; pairs: 2 + 0.5 (4 - 2) = 3
    assertThat(aggregation.mean(1)).isEqualTo(3);
  }
}
