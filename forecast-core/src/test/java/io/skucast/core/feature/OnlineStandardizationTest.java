package io.skucast.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class OnlineStandardizationTest {

  @Provide
  Arbitrary<List<double[]>> rows() {
    return Arbitraries.doubles()
        .between(-1000, 1000)
        .array(double[].class)
        .ofSize(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  @Property(tries = 200)
  void meanAndVarianceAreThoseOfTwoPasses(
      @ForAll("rows") List<double[]> rows,
      @ForAll @DoubleRange(min = 0.5, max = 1) double retained) {
    OnlineStandardization online = new OnlineStandardization(3, retained);
    rows.forEach(online::observe);
    for (int i = 0; i < 3; i++) {
      double weights = 0;
      double sum = 0;
      for (int n = 0; n < rows.size(); n++) {
        double weight = Math.pow(retained, rows.size() - 1 - n);
        weights += weight;
        sum += weight * rows.get(n)[i];
      }
      double mean = sum / weights;
      double squares = 0;
      for (int n = 0; n < rows.size(); n++) {
        double deviation = rows.get(n)[i] - mean;
        squares += Math.pow(retained, rows.size() - 1 - n) * deviation * deviation;
      }
      double variance = squares / weights;
      assertThat(online.mean[i]).isCloseTo(mean, within(1e-9 * 1000));
      assertThat(online.variance(i)).isCloseTo(variance, within(1e-9 * (1 + variance)));
    }
  }

  @Property(tries = 100)
  void standardizedRowsHaveMeanZeroAndVarianceOneOrAreConstant(
      @ForAll("rows") List<double[]> rows) {
    OnlineStandardization online = new OnlineStandardization(3, 1);
    rows.forEach(online::observe);
    OnlineStandardization after = new OnlineStandardization(3, 1);
    for (double[] row : rows) {
      double[] standard = row.clone();
      online.standardize(standard);
      after.observe(standard);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(after.mean[i]).isCloseTo(0, within(1e-6));
      if (online.variance(i) > 1e-3) {
        assertThat(after.variance(i)).isCloseTo(1, within(1e-6));
      }
    }
  }

  @Example
  void aSmallExampleByHand() {
    OnlineStandardization online = new OnlineStandardization(2, 1);
    online.observe(new double[] {2, 5});
    online.observe(new double[] {4, 5});
    online.observe(new double[] {9, 5});
    assertThat(online.mean).containsExactly(5, 5);
    assertThat(online.variance(0)).isCloseTo(26 / 3.0, within(1e-12));
    double[] row = {5 + Math.sqrt(26 / 3.0), 7};
    online.standardize(row);
    assertThat(row[0]).isCloseTo(1, within(1e-12));
    assertThat(row[1]).as("constant so far").isZero();
  }

  @Example
  void aConstantOfAnySizeBecomesZero() {
    for (double constant : new double[] {0, 0.1, -1e16, 1e-300}) {
      OnlineStandardization online = new OnlineStandardization(1, 0.9);
      for (int i = 0; i < 1000; i++) {
        online.observe(new double[] {constant});
      }
      double[] row = {constant};
      online.standardize(row);
      assertThat(row[0]).isZero();
    }
  }

  /** Rounding leaves a deviation of about 1e-17, against which any news would be enormous. */
  @Example
  void aFeatureThatHasLongBeenConstantIsConstantAgain() {
    OnlineStandardization online = new OnlineStandardization(1, 0.9);
    online.observe(new double[] {100});
    for (int i = 0; i < 2000; i++) {
      online.observe(new double[] {0.1});
    }
    double[] row = {0.2};
    online.standardize(row);
    assertThat(row[0]).isZero();
  }

  @Example
  void beforeTheFirstRowEverythingIsZero() {
    double[] row = {3, -4};
    new OnlineStandardization(2, 1).standardize(row);
    assertThat(row).containsExactly(0, 0);
  }

  @Example
  void forgettingFollowsAChangeOfLevel() {
    OnlineStandardization forgets = new OnlineStandardization(1, 0.9);
    OnlineStandardization remembers = new OnlineStandardization(1, 1);
    for (int i = 0; i < 200; i++) {
      double[] row = {i < 100 ? 0 : 10};
      forgets.observe(row);
      remembers.observe(row);
    }
    assertThat(forgets.mean[0]).isCloseTo(10, within(1e-3));
    assertThat(remembers.mean[0]).isCloseTo(5, within(1e-9));
  }

  @Example
  void aCopyGoesItsOwnWay() {
    OnlineStandardization online = new OnlineStandardization(1, 0.5);
    online.observe(new double[] {1});
    OnlineStandardization copy = online.copy();
    assertThat(copy).usingRecursiveComparison().isEqualTo(online);
    copy.observe(new double[] {9});
    assertThat(online.mean).containsExactly(1);
    assertThat(online.count).isEqualTo(1);
  }

  @Example
  void badArgumentsAreNamedAndChangeNothing() {
    OnlineStandardization online = new OnlineStandardization(2, 1);
    assertThatThrownBy(() -> online.observe(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature 1 is NaN");
    assertThatThrownBy(() -> online.observe(new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row has 1 features, allowed is 2");
    assertThat(online.count).isZero();
    assertThat(online.mean).containsExactly(0, 0);
    assertThatThrownBy(() -> new OnlineStandardization(2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("retained is 0.0");
  }
}
