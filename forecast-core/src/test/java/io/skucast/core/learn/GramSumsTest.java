package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class GramSumsTest {

  @Provide
  Arbitrary<List<double[]>> rows() {
    return Arbitraries.doubles()
        .between(-2e7, 2e7)
        .array(double[].class)
        .ofSize(4)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static void add(GramSums sums, double[] row) {
    double weight = Math.abs(row[3]) / 1e7;
    sums.add(new double[] {row[0], row[1] / 1e3}, row[2], weight);
  }

  private static void assertSame(GramSums one, GramSums other) {
    assertThat(one).usingRecursiveComparison().ignoringFields("row").isEqualTo(other);
  }

  @Property(tries = 100)
  void sumsAreTheSameBitsInAnyOrderAndSplitIntoAnyParts(
      @ForAll("rows") List<double[]> rows,
      @ForAll @IntRange(min = 1, max = 3) int parts,
      @ForAll long seed) {
    GramSums straight = new GramSums();
    rows.forEach(row -> add(straight, row));
    List<double[]> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    GramSums[] split =
        IntStream.range(0, parts).mapToObj(i -> new GramSums()).toArray(GramSums[]::new);
    for (int n = 0; n < shuffled.size(); n++) {
      add(split[n % parts], shuffled.get(n));
    }
    GramSums together = new GramSums();
    for (int i = parts - 1; i >= 0; i--) {
      together.add(split[i]);
    }
    if (straight.samples > 0) {
      assertSame(together, straight);
    }
  }

  @Property(tries = 100)
  void sumsAreThoseOfBigIntegers(@ForAll("rows") List<double[]> rows) {
    GramSums sums = new GramSums();
    BigInteger expected = BigInteger.ZERO;
    for (double[] row : rows) {
      sums.add(new double[] {row[0]}, row[1], 1);
      double cut = Math.max(-GramSums.LARGEST, Math.min(GramSums.LARGEST, row[0]));
      BigInteger steps = BigInteger.valueOf((long) Math.rint(cut * GramSums.STEPS));
      cut = Math.max(-GramSums.LARGEST, Math.min(GramSums.LARGEST, row[1]));
      expected =
          expected.add(steps.multiply(BigInteger.valueOf((long) Math.rint(cut * GramSums.STEPS))));
    }
    assertThat(sums.low[4]).isEqualTo(expected.longValue());
    assertThat(sums.high[4]).isEqualTo(expected.shiftRight(64).longValue());
  }

  @Example
  void numbersBeyondTheLargestAreCutAndTheirRowsCounted() {
    GramSums sums = new GramSums();
    sums.add(new double[] {1e9}, 1, 1);
    sums.add(new double[] {1}, -1e9, 1);
    sums.add(new double[] {GramSums.LARGEST}, 1, 1);
    GramSums same = new GramSums();
    same.add(new double[] {GramSums.LARGEST}, 1, 1);
    same.add(new double[] {1}, -GramSums.LARGEST, 1);
    same.add(new double[] {GramSums.LARGEST}, 1, 1);
    assertThat(sums.cut).isEqualTo(2);
    assertThat(same.cut).isZero();
    assertThat(sums.low).isEqualTo(same.low);
    assertThat(sums.high).isEqualTo(same.high);
  }

  @Example
  void rowsThatAreNotNumbersAreRefusedAndCounted() {
    GramSums sums = new GramSums();
    double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double number : bad) {
      sums.add(new double[] {1, number}, 1, 1);
      sums.add(new double[] {1, 2}, number, 1);
      sums.add(new double[] {1, 2}, 1, number);
    }
    sums.add(new double[] {1, 2}, 1, 0);
    sums.add(new double[] {1, 2}, 1, -1);
    sums.add(new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}, 1, 1);
    assertThat(sums.refused).isEqualTo(12);
    assertThat(sums.samples).isZero();
    assertThat(sums.low).containsOnly(0);
    Gram gram = new Gram();
    gram.add(sums);
    assertThat(gram.features).isEqualTo(-1);
  }

  @Example
  void aRowWhoseNumbersOverflowOnlyTogetherIsTakenIn() {
    GramSums sums = new GramSums();
    sums.add(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}, 1, 1);
    assertThat(sums.samples).isEqualTo(1);
    assertThat(sums.cut).isEqualTo(1);
  }

  @Example
  void rowsOfAnotherLengthAreAnError() {
    GramSums sums = new GramSums();
    sums.add(new double[] {1, 2}, 1, 1);
    assertThatThrownBy(() -> sums.add(new double[] {1}, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row has 1 features, allowed is 2 as in the rows before");
  }

  @Example
  void aCopySharesNothing() {
    GramSums sums = new GramSums();
    sums.add(new double[] {1, 2}, 3, 1);
    GramSums copy = sums.copy();
    assertSame(copy, sums);
    copy.add(new double[] {1, 2}, 3, 1);
    assertThat(sums.low[0]).isNotEqualTo(copy.low[0]);
  }
}
