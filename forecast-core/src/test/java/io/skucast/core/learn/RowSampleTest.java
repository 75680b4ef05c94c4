package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowSampleTest {

  private static void add(RowSample sample, long tag) {
    sample.add(tag, new double[] {tag, -tag}, tag % 2 == 0 ? 1 : 0);
  }

  @Property(tries = 100)
  void theSampleIsTheSmallestHashesInAnyOrderAndSplitIntoAnyParts(
      @ForAll @IntRange(max = 120) int rows,
      @ForAll @IntRange(min = 1, max = 40) int capacity,
      @ForAll @IntRange(min = 1, max = 3) int parts,
      @ForAll long seed) {
    List<Long> tags = new ArrayList<>();
    for (long tag = 0; tag < rows; tag++) {
      tags.add(tag);
    }
    Collections.shuffle(tags, new Random(seed));
    RowSample[] split = new RowSample[parts];
    Arrays.setAll(split, i -> new RowSample(capacity));
    for (int n = 0; n < rows; n++) {
      add(split[n % parts], tags.get(n));
    }
    RowSample sample = new RowSample(capacity);
    for (RowSample part : split) {
      sample.add(part);
    }
    tags.sort((a, b) -> Long.compareUnsigned(RowSample.hash(a), RowSample.hash(b)));
    assertThat(sample.rows).isEqualTo(Math.min(rows, capacity));
    assertThat(sample.offered).isEqualTo(rows);
    for (int n = 0; n < sample.rows; n++) {
      long tag = tags.get(n);
      assertThat(sample.tags[n]).isEqualTo(tag);
      assertThat(sample.x[2 * n]).isEqualTo(tag);
      assertThat(sample.x[2 * n + 1]).isEqualTo(-tag);
      assertThat(sample.y[n]).isEqualTo(tag % 2 == 0 ? 1 : 0);
    }
  }

  @Example
  void aSampleIsRepresentative() {
    RowSample sample = new RowSample(1000);
    for (long tag = 0; tag < 50_000; tag++) {
      add(sample, tag);
    }
    double mean = 0;
    double ones = 0;
    for (int n = 0; n < 1000; n++) {
      mean += sample.x[2 * n] / 1000;
      ones += sample.y[n] / 1000;
    }
    // Three standard errors of 50,000 / √12 / √1000 and of 0.5 / √1000.
    assertThat(mean).isBetween(25_000 - 1370.0, 25_000 + 1370.0);
    assertThat(ones).isBetween(0.45, 0.55);
  }

  @Example
  void aTagSeenAgainIsNotTakenInTwiceAndNoNumbersAreRefused() {
    RowSample sample = new RowSample(5);
    add(sample, 7);
    sample.add(7, new double[] {0, 0}, 0);
    sample.add(8, new double[] {Double.NaN, 0}, 0);
    sample.add(9, new double[] {1e300, 0}, 0);
    sample.add(10, new double[] {1, 0}, Double.POSITIVE_INFINITY);
    assertThat(sample.rows).isEqualTo(1);
    assertThat(sample.x[0]).isEqualTo(7);
    assertThat(sample.refused).isEqualTo(3);
  }
}
