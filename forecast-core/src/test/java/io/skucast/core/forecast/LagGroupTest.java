package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LagGroupTest {
  private static final double[] WIDE = {0, 1e9, 0, 1e9, 0, 1e9};
  private static final double[] NOTHING = {0, 0, 0, 0, 0, 0};

  private final LagGroup group = new LagGroup(1, 2, BankOptions.DEFAULT);
  private final Random random = new Random(3);
  private long target = 1;

  /** One round: two voters and their mean forecast, then demand about ten comes. */
  private void round(double first, double second, double scale, double[] bands) {
    double plain = (first + second) / 2 * scale;
    group.remember(target, new double[] {first * scale, second * scale}, plain, bands);
    double demand = Math.max(0, 10 + 3 * random.nextGaussian()) * scale;
    group.learn(target, demand, demand);
    target++;
  }

  @Test
  void theBetterVoterWinsAndTheWorseCanComeBack() {
    for (int i = 0; i < 200; i++) {
      round(10, 16, 1, WIDE);
    }
    assertThat(group.weights[0]).isGreaterThan(0.9f);
    for (int i = 0; i < 200; i++) {
      round(16, 10, 1, WIDE);
    }
    assertThat(group.weights[1]).isGreaterThan(0.9f);
  }

  @Test
  void weightsAddUpToOneAndNoneIsGone() {
    for (int i = 0; i < 500; i++) {
      round(10, 1000, 1, WIDE);
      assertThat(group.weights[0] + group.weights[1]).isEqualTo(1f, within(1e-6f));
      assertThat(group.weights[1]).isGreaterThan(0.0009f);
    }
  }

  @Test
  void weightsDoNotDependOnTheUnitThatDemandIsCountedIn() {
    for (int i = 0; i < 100; i++) {
      round(10, 13, 1, WIDE);
    }
    float[] inUnits = group.weights.clone();
    LagGroupTest other = new LagGroupTest();
    for (int i = 0; i < 100; i++) {
      other.round(10, 13, 1024, WIDE);
    }
    assertThat(other.group.weights).containsExactly(inUnits);
  }

  @Test
  void aBiasIsTakenOutOnceItIsSure() {
    for (int i = 0; i < 300; i++) {
      round(13, 13, 1, WIDE);
    }
    assertThat(group.bias(13)).isBetween(0.8, 0.95);
    assertThat(group.correction).isGreaterThan(0.5f);
    assertThat(group.corrected(13)).isBetween(10.0, 12.5);
    assertThat(new LagGroup(1, 2, BankOptions.DEFAULT).corrected(13)).isEqualTo(13);
  }

  @Test
  void bandsThatAlwaysHoldCloseInAndBandsThatNeverDoOpen() {
    for (int i = 0; i < 300; i++) {
      round(10, 10, 1, WIDE);
    }
    double[] closed = {group.tail(0.05), group.tail(0.1), group.tail(0.25)};
    for (int i = 0; i < 300; i++) {
      round(10, 10, 1, NOTHING);
    }
    for (int i = 0; i < LagGroup.TAILS.length; i++) {
      assertThat(closed[i]).isGreaterThan(LagGroup.TAILS[i]);
      assertThat(group.tail(LagGroup.TAILS[i])).isLessThan(LagGroup.TAILS[i]);
    }
  }

  @Test
  void tailsAscendWithWhatIsAskedForAndEndInTheMiddle() {
    for (int i = 0; i < 50; i++) {
      round(10, 10, 1, i % 3 == 0 ? NOTHING : WIDE);
    }
    double last = 0;
    for (double tail = 0; tail <= 0.5; tail += 0.005) {
      assertThat(group.tail(tail)).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(0.5);
      last = group.tail(tail);
    }
    assertThat(group.tail(0.5)).isEqualTo(0.5);
  }

  @Test
  void theVarianceIsThatOfTheErrors() {
    for (int i = 0; i < 2000; i++) {
      round(10, 10, 1, WIDE);
    }
    assertThat(group.variance(10, 1)).isEqualTo(9, within(3.0));
    assertThat(group.variance(0, 1)).isZero();
  }

  @Test
  void whatWasRememberedIsJudgedWhenItsTargetComesAndNotBefore() {
    LagGroup week = new LagGroup(7, 2, BankOptions.DEFAULT);
    for (int t = 0; t < 20; t++) {
      week.learn(t, 10, 10);
      // Each forecast is its own target, so that any mix-up is an error.
      week.remember(t + 7, new double[] {t + 7, t + 7}, t + 7, WIDE);
      assertThat(week.sumWeight > 0).isEqualTo(t >= 7);
    }
    double errors = 0;
    double discounted = 0;
    for (int t = 7; t < 20; t++) {
      errors = week.discount * errors + Math.pow(10 - t, 2);
      discounted = week.discount * discounted + t;
    }
    assertThat(week.sumMean).isEqualTo(discounted, within(1.0));
    assertThat(week.sumErrorSquare).isEqualTo(errors, within(10.0));
  }
}
