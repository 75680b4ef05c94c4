package io.skucast.udf.table;

import static io.skucast.udf.table.Rows.doubles;
import static io.skucast.udf.table.Rows.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class DetectAnomaliesTest {
  private static final int SCORE = 6;
  private static final int IS_ANOMALY = 5;

  /** Noise is up to 30 % of a weekly season; the spike is three times the largest usual value. */
  @Property(tries = 60)
  void aPlantedSpikeInSeasonalNoiseIsFound(
      @ForAll long seed, @ForAll @IntRange(min = 60, max = 139) int at) throws Exception {
    double[] values = seasonal(seed, 140);
    values[at] = 3 * Arrays.stream(values).max().orElseThrow();
    List<Row> rows = detect(doubles(values));
    assertThat(rows.get(at).getField(IS_ANOMALY)).isEqualTo(true);
    assertThat(rows.get(at).<Double>getFieldAs(SCORE)).isGreaterThan(2);
  }

  /** What is learned of an anomaly must not hide the next one: two spikes are two anomalies. */
  @Property(tries = 30)
  void aSpikeDoesNotHideTheNext(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int later)
      throws Exception {
    double[] values = seasonal(seed, 140);
    double spike = 2 * Arrays.stream(values).max().orElseThrow();
    values[100] = spike;
    values[100 + later] = spike;
    List<Row> rows = detect(doubles(values));
    assertThat(rows.get(100).getField(IS_ANOMALY)).isEqualTo(true);
    assertThat(rows.get(100 + later).getField(IS_ANOMALY)).isEqualTo(true);
  }

  @Property(tries = 30)
  void aConstantSeriesHasNone(
      @ForAll @IntRange(min = 0, max = 100_000) int milli,
      @ForAll @IntRange(min = 1, max = 30) int season)
      throws Exception {
    double[] values = new double[120];
    Arrays.fill(values, milli / 1000.0);
    for (Row row : Rows.of(new DetectAnomalies(), f -> f.eval(doubles(values), season, null))) {
      assertThat(row.getField(IS_ANOMALY)).isNotEqualTo(true);
    }
  }

  /** Only the past of a value has a say. */
  @Property(tries = 30)
  void aVerdictDoesNotChangeWhenLaterValuesCome(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 149) int length) throws Exception {
    Double[] values = ForecastSeriesTest.made(seed, 150);
    List<Row> all = detect(numbers(values));
    assertThat(detect(numbers(Arrays.copyOf(values, length)))).isEqualTo(all.subList(0, length));
  }

  /** Nor has the value itself: what is expected of it, and its band, are the same for any. */
  @Property(tries = 20)
  void aValueDoesNotMoveItsOwnBand(@ForAll long seed) throws Exception {
    double[] values = seasonal(seed, 100);
    Row usual = detect(doubles(values)).get(99);
    values[99] = 1000;
    Row other = detect(doubles(values)).get(99);
    for (int field = 2; field < IS_ANOMALY; field++) {
      assertThat(other.getField(field)).isEqualTo(usual.getField(field));
    }
  }

  /** Of ordinary values few are called anomalies: 1 % is asked for, and less than 3 % allowed. */
  @Test
  void bandsHoldWhatTheyAreAskedToHold() throws Exception {
    int judged = 0;
    int anomalies = 0;
    for (int seed = 0; seed < 20; seed++) {
      for (Row row : detect(doubles(seasonal(seed, 400)))) {
        judged += row.getField(IS_ANOMALY) == null ? 0 : 1;
        anomalies += Boolean.TRUE.equals(row.getField(IS_ANOMALY)) ? 1 : 0;
      }
    }
    assertThat(judged).isEqualTo(20 * (400 - 14));
    assertThat(anomalies).isBetween(1, 3 * judged / 100);
  }

  /** Learned as it is, the same spike makes the next band 2.6 times as wide. */
  @Property(tries = 20)
  void aSpikeHardlyMovesTheNextBand(@ForAll long seed) throws Exception {
    double[] values = seasonal(seed, 102);
    Row usual = detect(doubles(values)).get(101);
    values[100] = 2 * Arrays.stream(values).max().orElseThrow();
    Row after = detect(doubles(values)).get(101);
    assertThat(width(after)).isLessThan(1.4 * width(usual));
    double expected = usual.getFieldAs(2);
    assertThat(after.<Double>getFieldAs(2)).isBetween(0.85 * expected, 1.15 * expected);
  }

  private static double width(Row row) {
    return row.<Double>getFieldAs(4) - row.<Double>getFieldAs(3);
  }

  /** Without an end of patience it takes up to twelve. */
  @Test
  void aNewLevelIsNoAnomalyOnceItHasLasted() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      double[] values = seasonal(seed, 200);
      for (int i = 100; i < 200; i++) {
        values[i] += 60;
      }
      List<Row> rows = detect(doubles(values));
      assertThat(rows.subList(100, 105)).allMatch(row -> row.getField(IS_ANOMALY).equals(true));
      assertThat(rows.subList(108, 120)).noneMatch(row -> row.getField(IS_ANOMALY).equals(true));
    }
  }

  @Test
  void whatIsNotKnownHasNoVerdict() throws Exception {
    Double[] values = new Double[40];
    Arrays.fill(values, 5.0);
    values[30] = null;
    List<Row> rows = detect(numbers(values));
    assertThat(rows.get(13)).isEqualTo(Row.of(14, 5.0, null, null, null, null, null));
    assertThat(rows.get(14).getField(IS_ANOMALY)).isEqualTo(false);
    assertThat(rows.get(30).getField(1)).isNull();
    assertThat(rows.get(30).<Double>getFieldAs(2)).isEqualTo(5.0);
    assertThat(rows.get(30).getField(IS_ANOMALY)).isNull();
    assertThat(rows.get(30).getField(SCORE)).isNull();
    assertThat(detect(null)).isEmpty();
    assertThat(detect(doubles())).isEmpty();
  }

  @Property(tries = 40)
  void everythingItSaysIsFinite(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int season)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(9) == 0 ? 1e12 : random.nextInt(5);
    }
    for (Row row : Rows.of(new DetectAnomalies(), f -> f.eval(doubles(values), season, 0.9999))) {
      if (row.getField(SCORE) != null) {
        double expected = row.getFieldAs(2);
        assertThat(row.<Double>getFieldAs(SCORE)).isFinite();
        assertThat(expected).isFinite().isNotNegative();
        assertThat(row.<Double>getFieldAs(3)).isFinite().isBetween(0.0, expected);
        assertThat(row.<Double>getFieldAs(4)).isFinite().isGreaterThanOrEqualTo(expected);
      }
    }
  }

  @Test
  void whatIsNotAllowedIsNamed() {
    assertThatThrownBy(() -> Rows.of(new DetectAnomalies(), f -> f.eval(doubles(1), 7, 1.0)))
        .hasMessage("DETECT_ANOMALIES: coverage is 1.0: allowed is 0.5 to 0.9999");
    assertThatThrownBy(() -> Rows.of(new DetectAnomalies(), f -> f.eval(doubles(1), 0)))
        .hasMessage("DETECT_ANOMALIES: season is 0: allowed is 1 to 366");
    assertThatThrownBy(() -> Rows.of(new DetectAnomalies(), f -> f.eval(doubles(-1))))
        .hasMessageContaining("DETECT_ANOMALIES: values[1] is -1.0");
  }

  private static List<Row> detect(ArrayData values) throws Exception {
    return Rows.of(new DetectAnomalies(), f -> f.eval(values));
  }

  private static double[] seasonal(long seed, int periods) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[periods];
    for (int i = 0; i < periods; i++) {
      double usual = i % 7 > 4 ? 30 : 20;
      values[i] = Math.rint(usual * (1 + 0.3 * (random.nextDouble() + random.nextDouble() - 1)));
    }
    return values;
  }
}
