package io.skucast.udf.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.udf.Calls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.types.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Functions over a table's rows, in any order, are to the last bit the smoothers of the job's bank
 * over the same observations.
 */
class SameAsTheJobTest {
  private static final int DAYS = 400;

  private static Object of(
      Class<? extends AggregateFunction<?, ?>> type, long[] unitsMilli, Random random) {
    AggregateFunction<?, ?> function = Calls.open(type);
    Object acc = function.createAccumulator();
    List<Integer> days = new ArrayList<>();
    for (int day = 0; day < unitsMilli.length; day++) {
      days.add(day);
    }
    Collections.shuffle(days, random);
    days.forEach(day -> Calls.accumulate(function, acc, unitsMilli[day] / 1000.0, day));
    return Calls.value(function, acc);
  }

  private static ForecasterBank bank(long[] unitsMilli) {
    ForecasterBank bank = new ForecasterBank(PeriodUnit.DAY);
    for (long units : unitsMilli) {
      bank.update(units);
    }
    return bank;
  }

  /** Rare demand with net returns and spikes among it. */
  private static long[] rare(Random random) {
    long[] unitsMilli = new long[DAYS];
    for (int day = 0; day < DAYS; day++) {
      unitsMilli[day] =
          random.nextInt(4) > 0 ? 0 : 1 + random.nextInt(random.nextInt(20) == 0 ? 900_000 : 9_000);
      if (random.nextInt(30) == 0) {
        unitsMilli[day] = -2_500;
      }
    }
    return unitsMilli;
  }

  /** A week's pattern without anything that the job would clip. */
  private static long[] weekly(Random random) {
    long[] unitsMilli = new long[DAYS];
    for (int day = 0; day < DAYS; day++) {
      unitsMilli[day] = 20_000 + 1_500 * (day % 7) + random.nextInt(5_000) + 10 * day;
    }
    return unitsMilli;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void crostonAndEwmaAreThoseOfTheBankOnAnyDemand(long seed) {
    Random random = new Random(seed);
    long[] unitsMilli = rare(random);
    ForecasterBank bank = bank(unitsMilli);
    assertThat(of(CrostonFunction.class, unitsMilli, random)).isEqualTo(bank.croston.mean(1));
    long[] sold = unitsMilli.clone();
    for (int day = 0; day < DAYS; day++) {
      sold[day] = Math.max(0, sold[day]);
    }
    assertThat(of(Ewma.class, sold, random)).isEqualTo(bank.ses.mean(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holtWintersIsThatOfTheBankWhereNothingIsClipped(long seed) {
    Random random = new Random(seed);
    long[] unitsMilli = weekly(random);
    assertThat(of(HoltWintersFunction.class, unitsMilli, random))
        .isEqualTo(row(bank(unitsMilli).holtWinters));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holtWintersIsTheBanksSmootherOnAnyDemand(long seed) {
    Random random = new Random(seed);
    long[] unitsMilli = rare(random);
    BankOptions job = BankOptions.DEFAULT;
    HoltWinters smoother =
        new HoltWinters(PeriodUnit.DAY.season(), job.alpha(), job.beta(), job.gamma(), job.phi());
    for (long units : unitsMilli) {
      smoother.update(Math.max(0, units) / 1000.0);
    }
    assertThat(of(HoltWintersFunction.class, unitsMilli, random)).isEqualTo(row(smoother));
  }

  /** What trends say of a period, and the mean of the next. */
  private static Row row(HoltWinters smoother) {
    return Row.of(smoother.level, smoother.slope, smoother.season(7), smoother.mean(1));
  }
}
