package io.skucast.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrackingSignalTest {
  @Test
  void theSignalIsTheRatioOfTheSmoothedErrors() {
    TrackingSignal signal = new TrackingSignal(0.5f);
    assertThat(signal.value()).isZero();
    signal.add(4);
    assertThat(signal.value()).isEqualTo(1);
    signal.add(-2); // errors 2 then 0, absolute 2 then 2
    assertThat(signal.value()).isZero();
    signal.add(-6); // -3 over 4
    assertThat(signal.value()).isEqualTo(-0.75);
  }

  @Test
  void itsDeviationIsThatOfTheFormulaAndItRarelyPassesTheLimitWithoutBias() {
    TrackingSignal signal = new TrackingSignal();
    Random random = new Random(1);
    double squares = 0;
    int biased = 0;
    int n = 100_000;
    for (int t = 0; t < n; t++) {
      signal.add(3 * random.nextGaussian());
      squares += signal.value() * signal.value();
      biased += signal.isBiased(TrackingSignal.LIMIT) ? 1 : 0;
    }
    assertThat(Math.sqrt(squares / n)).isCloseTo(0.2, within(0.02));
    assertThat(biased).isBetween(1, n / 200);
  }

  @Test
  void forecastsTooLowByOneAndAHalfDeviationsAreBiasedWithinFortyErrors() {
    for (int seed = 0; seed < 20; seed++) {
      TrackingSignal signal = new TrackingSignal();
      Random random = new Random(seed);
      for (int t = 0; t < 200; t++) {
        signal.add(random.nextGaussian());
      }
      boolean biased = false;
      for (int t = 0; t < 40; t++) {
        signal.add(1.5 + random.nextGaussian());
        biased |= signal.isBiased(TrackingSignal.LIMIT);
      }
      assertThat(biased).isTrue();
      assertThat(signal.value()).isPositive();
    }
  }

  @Test
  void theFirstErrorsAloneAreNoBias() {
    TrackingSignal signal = new TrackingSignal();
    for (int t = 0; t < 19; t++) {
      signal.add(5);
      assertThat(signal.isBiased(0.6)).isFalse();
    }
    signal.add(5);
    assertThat(signal.isBiased(0.6)).isTrue();
  }

  @Test
  void withoutErrorsThereIsNoBias() {
    TrackingSignal signal = new TrackingSignal();
    for (int t = 0; t < 5000; t++) {
      signal.add(t == 0 ? 1 : 0);
      assertThat(signal.value()).isBetween(-1.0, 1.0);
    }
    assertThat(new TrackingSignal().value()).isZero();
  }

  @Provide
  Arbitrary<double[]> errors() {
    return Arbitraries.oneOf(
            Arbitraries.of(0.0, 1e18, -1e16, 1e-300, -Double.MIN_VALUE),
            Arbitraries.doubles().between(-100, 100))
        .array(double[].class)
        .ofMaxSize(100);
  }

  @Property(tries = 200)
  void theSignalIsBetweenMinusOneAndOneForAnyErrors(@ForAll("errors") double[] errors) {
    TrackingSignal signal = new TrackingSignal();
    for (double error : errors) {
      signal.add(error);
      assertThat(signal.value()).isBetween(-1.0, 1.0);
      assertThat(signal.absolute).isFinite();
    }
  }

  @Property(tries = 200)
  void theUnitOfErrorsChangesNothing(
      @ForAll("ordinary") double[] errors, @ForAll @IntRange(min = -10, max = 10) int power) {
    TrackingSignal one = new TrackingSignal();
    TrackingSignal other = new TrackingSignal();
    for (double error : errors) {
      one.add(error);
      other.add(Math.scalb(error, power));
      assertThat(other.value()).isEqualTo(one.value());
    }
  }

  @Provide
  Arbitrary<double[]> ordinary() {
    return Arbitraries.doubles().between(-100, 100).array(double[].class).ofMaxSize(100);
  }

  @Test
  void aCopyEqualsTheOriginalAndSharesNothingWithIt() {
    TrackingSignal signal = new TrackingSignal(0.2f);
    signal.add(3);
    signal.add(-1);
    TrackingSignal copy = signal.copy();
    assertThat(copy).usingRecursiveComparison().isEqualTo(signal);
    copy.add(1);
    assertThat(copy.error).isNotEqualTo(signal.error);
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> new TrackingSignal(0)).hasMessageContaining("alpha is 0.0");
    assertThatThrownBy(() -> new TrackingSignal().isBiased(2)).hasMessageContaining("limit is 2.0");
    assertThatThrownBy(() -> new TrackingSignal().add(2e18))
        .hasMessageContaining("error is 2.0E18");
  }
}
