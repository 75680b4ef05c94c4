package io.skucast.core.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.drift.PageHinkley.Change;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHinkleyTest {
  private static int alarms(PageHinkley test, Random random, int errors) {
    int alarms = 0;
    for (int t = 0; t < errors; t++) {
      alarms += test.add(random.nextGaussian()) == Change.NONE ? 0 : 1;
    }
    return alarms;
  }

  @Test
  void fewerThanOneFalseAlarmInTwoThousandErrors() {
    int alarms = 0;
    for (int seed = 0; seed < 200; seed++) {
      alarms += alarms(new PageHinkley(), new Random(seed), 2000);
    }
    assertThat(alarms).isBetween(1, 99);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 200, 1000})
  void aShiftOfOneStandardDeviationIsFoundWithinSixtyErrorsInAlmostAllSeries(int before) {
    int found = 0;
    for (int seed = 0; seed < 400; seed++) {
      PageHinkley test = new PageHinkley();
      Random random = new Random(seed);
      alarms(test, random, before);
      double shift = seed % 2 == 0 ? 1 : -1;
      Change expected = shift > 0 ? Change.UP : Change.DOWN;
      Change change = Change.NONE;
      for (int t = 0; t < 60 && change != expected; t++) {
        change = test.add(shift + random.nextGaussian());
      }
      found += change == expected ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(380);
  }

  @Test
  void theSumsAreThoseOfTheFormulaAndAnAlarmStartsAnew() {
    PageHinkley test = new PageHinkley(0.5f, 10);
    for (int t = 0; t < 40; t++) {
      assertThat(test.add(0)).isEqualTo(Change.NONE);
    }
    assertThat(test.add(4.1)).isEqualTo(Change.NONE); // mean 0.1
    assertThat(test.up).isEqualTo(3.5f);
    assertThat(test.down).isZero();
    assertThat(test.add(-4.1)).isEqualTo(Change.NONE); // mean 0
    assertThat(test.up).isZero();
    assertThat(test.down).isCloseTo(3.6f, within(1e-6f));
    assertThat(test.add(-20)).isEqualTo(Change.DOWN);
    assertThat(test).usingRecursiveComparison().isEqualTo(new PageHinkley(0.5f, 10));
  }

  @Test
  void thereIsNoAlarmBeforeThirtyErrors() {
    PageHinkley test = new PageHinkley();
    for (int t = 1; t < 30; t++) {
      assertThat(test.add(t < 15 ? 0 : 100)).isEqualTo(Change.NONE);
    }
    assertThat(test.add(100)).isEqualTo(Change.UP);
  }

  @Test
  void aConstantErrorIsNoChangeHoweverLarge() {
    PageHinkley test = new PageHinkley();
    for (int t = 0; t < 5000; t++) {
      assertThat(test.add(7)).isEqualTo(Change.NONE);
    }
  }

  @Provide
  Arbitrary<double[]> errors() {
    return Arbitraries.oneOf(
            Arbitraries.of(0.0, 1e18, -1e18, Double.MIN_VALUE, 1e16),
            Arbitraries.doubles().between(-100, 100))
        .array(double[].class)
        .ofMaxSize(100);
  }

  @Property(tries = 200)
  void theStateIsFiniteForAnyErrorsAndTheTestIsTheSameBothWays(@ForAll("errors") double[] errors) {
    PageHinkley test = new PageHinkley();
    PageHinkley mirror = new PageHinkley();
    for (double error : errors) {
      Change change = test.add(error);
      Change mirrored = mirror.add(-error);
      assertThat(mirrored == Change.NONE).isEqualTo(change == Change.NONE);
      assertThat(test.mean).isFinite().isEqualTo(0 - mirror.mean);
      assertThat(test.up).isFinite().isNotNegative().isEqualTo(mirror.down);
      assertThat(test.down).isFinite().isNotNegative().isEqualTo(mirror.up);
    }
  }

  @Test
  void aCopyEqualsTheOriginalAndSharesNothingWithIt() {
    PageHinkley test = new PageHinkley(0.3f, 9);
    alarms(test, new Random(1), 20);
    PageHinkley copy = test.copy();
    assertThat(copy).usingRecursiveComparison().isEqualTo(test);
    copy.add(5);
    assertThat(copy.mean).isNotEqualTo(test.mean);
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> new PageHinkley(-1, 9)).hasMessageContaining("delta is -1.0");
    assertThatThrownBy(() -> new PageHinkley(1, -9)).hasMessageContaining("lambda is -9.0");
    assertThatThrownBy(() -> new PageHinkley().add(Double.NaN))
        .hasMessageContaining("error is NaN");
  }
}
