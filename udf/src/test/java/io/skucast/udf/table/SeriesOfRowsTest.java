package io.skucast.udf.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeriesOfRowsTest {
  private final SeriesOfRows series = new SeriesOfRows();

  @Test
  void periodsStandInOrderAndGapsAsTheyAreAskedFor() throws Exception {
    SeriesOfRows.Periods unknown = series.createAccumulator();
    SeriesOfRows.Periods zero = series.createAccumulator();
    for (long period : new long[] {9, 6, 7}) {
      series.accumulate(unknown, period, period / 2.0);
      series.accumulate(zero, period, period / 2.0, 0.0);
    }
    assertThat(series.getValue(unknown)).containsExactly(3.0, 3.5, null, 4.5);
    assertThat(series.getValue(zero)).containsExactly(3.0, 3.5, 0.0, 4.5);
  }

  /** Rows in any order, in any number of parts, some of them taken back: the sums are the same. */
  @Property(tries = 60)
  void neitherOrderNorPartsNorWhatIsTakenBackLeavesATrace(@ForAll long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    SeriesOfRows.Periods whole = series.createAccumulator();
    SeriesOfRows.Periods left = series.createAccumulator();
    SeriesOfRows.Periods right = series.createAccumulator();
    int rows = random.nextInt(1, 40);
    for (int i = 0; i < rows; i++) {
      LocalDate day = LocalDate.ofEpochDay(random.nextInt(10));
      double units = random.nextInt(-5_000, 5_000) / 1000.0;
      boolean stays = random.nextBoolean();
      SeriesOfRows.Periods part = random.nextBoolean() ? left : right;
      series.accumulate(part, day, units);
      if (stays) {
        series.accumulate(whole, day, units);
      } else {
        series.retract(random.nextBoolean() ? left : right, day, units);
      }
    }
    SeriesOfRows.Periods merged = series.createAccumulator();
    series.merge(merged, List.of(right, left));
    assertThat(series.getValue(merged)).isEqualTo(series.getValue(whole));
  }

  @Test
  void whatIsNullAddsNothing() throws Exception {
    SeriesOfRows.Periods periods = series.createAccumulator();
    series.accumulate(periods, (Long) null, 1.0);
    series.accumulate(periods, 4L, null);
    assertThat(series.getValue(periods)).isNull();
  }

  @Test
  void whatIsNotAllowedIsNamed() throws Exception {
    SeriesOfRows.Periods periods = series.createAccumulator();
    assertThatThrownBy(() -> series.accumulate(periods, 1L, Double.NaN))
        .hasMessage("SERIES: units is NaN: allowed is -1e12 to 1e12");
    assertThatThrownBy(() -> series.accumulate(periods, 1L, 1.0, 1e13))
        .hasMessageContaining("SERIES: gap is 1.0E13");
    series.accumulate(periods, Long.MIN_VALUE, 1.0);
    series.accumulate(periods, Long.MAX_VALUE, 1.0);
    assertThatThrownBy(() -> series.getValue(periods))
        .hasMessageContaining("allowed is 100000 periods or fewer");
  }
}
