package io.skucast.local.bench;

import io.skucast.udf.scalar.DemandClassFunction;
import io.skucast.udf.scalar.ForecastQuantile;
import io.skucast.udf.scalar.NewsvendorQuantity;
import io.skucast.udf.scalar.PeriodEnd;
import io.skucast.udf.scalar.PeriodStart;
import io.skucast.udf.scalar.Pinball;
import io.skucast.udf.scalar.ProbAbove;
import io.skucast.udf.scalar.ReorderPoint;
import io.skucast.udf.scalar.SafetyStockFunction;
import io.skucast.udf.scalar.Smape;
import io.skucast.udf.scalar.WapeTerm;
import java.util.Random;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.TimestampData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * Scalar functions of SQL, called as the planner's code calls them, each time with another of
 * {@value #ROWS} rows. How long it warms up and measures is said by {@link FunctionsCommand}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@Threads(1)
public class FunctionsBenchmark {
  static final int ROWS = 1024;
  static final int DEMANDS = 28;
  private static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
  private static final long HOUR_MILLIS = 3_600_000;

  private final ForecastQuantile forecastQuantile = new ForecastQuantile();
  private final ProbAbove probAbove = new ProbAbove();
  private final NewsvendorQuantity newsvendorQuantity = new NewsvendorQuantity();
  private final SafetyStockFunction safetyStock = new SafetyStockFunction();
  private final ReorderPoint reorderPoint = new ReorderPoint();
  private final WapeTerm wapeTerm = new WapeTerm();
  private final Smape smape = new Smape();
  private final Pinball pinball = new Pinball();
  private final DemandClassFunction demandClass = new DemandClassFunction();
  private final PeriodStart periodStart = new PeriodStart();
  private final PeriodEnd periodEnd = new PeriodEnd();

  private final ArrayData levels = new GenericArrayData(LEVELS);
  private final ArrayData[] quantiles = new ArrayData[ROWS];
  private final ArrayData[] demands = new ArrayData[ROWS];
  private final TimestampData[] times = new TimestampData[ROWS];
  private final Double[] shares = new Double[ROWS];
  private final Double[] units = new Double[ROWS];
  private int row;

  @Setup
  public void makeRows() {
    periodStart.open(null);
    periodEnd.open(null);
    Random random = new Random(7);
    for (int i = 0; i < ROWS; i++) {
      double[] ofLevels = random.doubles(LEVELS.length, 0, 20).sorted().toArray();
      quantiles[i] = new GenericArrayData(ofLevels);
      demands[i] =
          new GenericArrayData(
              random.doubles(DEMANDS, 0, 10).map(d -> d < 5 ? 0 : Math.floor(d)).toArray());
      // Three years, in no order: every call is of another day.
      times[i] =
          TimestampData.fromEpochMillis(
              1_704_067_200_000L + HOUR_MILLIS * random.nextInt(3 * 365 * 24));
      shares[i] = 0.5 + 0.499 * random.nextDouble();
      units[i] = 20 * random.nextDouble();
    }
  }

  private int next() {
    row = (row + 1) % ROWS;
    return row;
  }

  @Benchmark
  public Double FORECAST_QUANTILE() {
    int i = next();
    return forecastQuantile.eval(levels, quantiles[i], shares[i]);
  }

  @Benchmark
  public Double PROB_ABOVE() {
    int i = next();
    return probAbove.eval(levels, quantiles[i], units[i]);
  }

  @Benchmark
  public Double NEWSVENDOR_QUANTITY() {
    int i = next();
    return newsvendorQuantity.eval(levels, quantiles[i], 3.0, shares[i]);
  }

  @Benchmark
  public Double SAFETY_STOCK() {
    int i = next();
    return safetyStock.eval(units[i], 4.0, shares[i], 20.0, 1.0);
  }

  @Benchmark
  public Double REORDER_POINT() {
    int i = next();
    return reorderPoint.eval(20.0, units[i], 4.0, shares[i]);
  }

  @Benchmark
  public Double WAPE_TERM() {
    int i = next();
    return wapeTerm.eval(units[i], shares[i], 100.0);
  }

  @Benchmark
  public Double SMAPE() {
    int i = next();
    return smape.eval(units[i], shares[i]);
  }

  @Benchmark
  public Double PINBALL() {
    int i = next();
    return pinball.eval(units[i], 10.0, shares[i]);
  }

  @Benchmark
  public String DEMAND_CLASS() {
    return demandClass.eval(demands[next()]);
  }

  @Benchmark
  public TimestampData PERIOD_START() {
    return periodStart.eval(times[next()], "day", "Europe/Berlin");
  }

  @Benchmark
  public TimestampData PERIOD_END() {
    return periodEnd.eval(times[next()], "day", "Europe/Berlin");
  }
}
