package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OriginRowTest {
  private static final int REACH = 28;
  private static final OriginRow ROW = OriginRow.of(REACH, 7);

  private static float[] row(ForecasterBank bank) {
    double[] expected = new double[REACH];
    bank.combine(expected);
    return ROW.row(bank, new Drivers(), expected);
  }

  /** Days 1, 2, ... of units 1 to 7 by weekday. */
  private static ForecasterBank weeks(int days) {
    return BankFixture.learned(
        IntStream.range(0, days).mapToLong(day -> 1000L * (1 + day % 7)).toArray());
  }

  @Test
  void everyNumberHasItsPlace() {
    ForecasterBank bank = weeks(65);
    float[] row = row(bank);
    assertThat(row).hasSize(1 + REACH + 7 + 4 * 7 + 7).hasSize(ROW.size());
    double[] expected = new double[REACH];
    bank.combine(expected);
    double sum = 0;
    for (int h = 1; h <= REACH; h++) {
      assertThat(ROW.expected(row, h)).isEqualTo((float) expected[h - 1]);
      sum += expected[h - 1];
    }
    assertThat(ROW.level(row)).isEqualTo((float) (sum / REACH));
    assertThat(ROW.mean(row, 0)).isEqualTo((float) bank.ses.mean(1));
    assertThat(ROW.mean(row, 4)).isEqualTo((float) bank.tsb.mean(1));
    assertThat(ROW.mean(row, 5)).as("mean of the last week").isCloseTo(4, within(1e-6));
    assertThat(ROW.mean(row, 6)).as("mean of four weeks").isCloseTo(4, within(1e-6));
    assertThat(ROW.other(row, 1)).as("share of days without demand").isZero();
    assertThat(ROW.other(row, 2)).isEqualTo((float) StrictMath.log1p(65));
  }

  @Test
  void theNumbersOfAPlaceAreThoseOfTheTargetsWeekday() {
    float[] row = row(weeks(65));
    for (int h = 1; h <= REACH; h++) {
      double units = 1 + (64 + h) % 7;
      assertThat(ROW.ofPlace(row, 2, h)).as("mean of the weekday, %d ahead", h).isEqualTo(units);
      assertThat(ROW.ofPlace(row, 3, h)).as("last such day, %d ahead", h).isEqualTo(units);
    }
  }

  @Test
  void aSeriesOfOneDayHasARowToo() {
    float[] row = row(weeks(1));
    for (float number : row) {
      assertThat(number).isFinite();
    }
    assertThat(ROW.mean(row, 5)).isEqualTo(1);
  }

  @Test
  void daysWithoutDemandAreCountedInTheLastFourWeeksAlone() {
    long[] units = new long[40];
    for (int day = 0; day < 40; day++) {
      units[day] = day < 12 || day % 4 == 0 ? 0 : 2000;
    }
    assertThat(ROW.other(row(BankFixture.learned(units)), 1)).isEqualTo(0.25f);
  }
}
