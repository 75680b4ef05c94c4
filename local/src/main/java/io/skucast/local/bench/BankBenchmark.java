package io.skucast.local.bench;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.sale.Series;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * Observations a second that the bank of one series takes in, after more than a year of days. How
 * long it warms up and measures is said by {@link BankCommand}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@Threads(1)
public class BankBenchmark {
  static final int HORIZONS = 28;
  private static final int WARM_UP_DAYS = 400;
  private static final int DAYS = 7 * 292;
  private static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

  @Param public DemandKind kind;

  private final Series series = new Series("sku", "all");
  private final double[] means = new double[HORIZONS];
  private long[] unitsMilli;
  private ForecasterBank bank;
  private int day;

  @Setup
  public void warmUp() {
    unitsMilli = kind.unitsMilli(DAYS);
    bank = new ForecasterBank(PeriodUnit.DAY);
    for (day = 0; day < WARM_UP_DAYS; day++) {
      bank.update(unitsMilli[day]);
    }
  }

  /** One observation, and the means of the next 28 periods kept ready. */
  @Benchmark
  public double[] update() {
    learnNext();
    bank.combine(means);
    return means;
  }

  /** One observation, and a forecast with seven quantiles of each of the next 28 periods. */
  @Benchmark
  public Forecast updateWithQuantiles() {
    learnNext();
    return bank.forecast(series, day, day, ForecasterBank.COMBINED, HORIZONS, LEVELS);
  }

  private void learnNext() {
    bank.update(unitsMilli[day], Double.NaN);
    day = day + 1 == DAYS ? 0 : day + 1;
  }
}
