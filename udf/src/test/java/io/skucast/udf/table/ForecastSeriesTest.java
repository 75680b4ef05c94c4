package io.skucast.udf.table;

import static io.skucast.udf.table.Rows.doubles;
import static io.skucast.udf.table.Rows.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.demand.StockChanges;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.Trend;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class ForecastSeriesTest {
  private static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

  /** The claim of the function: on the same observations, stock-outs too, no bit is another. */
  @Property(tries = 30)
  void aSeriesIsForecastAsTheJobForecastsItsUnits(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 400) int periods,
      @ForAll @IntRange(min = 1, max = 30) int horizon)
      throws Exception {
    Double[] values = made(seed, periods);
    values[0] = 1.5;
    for (String forecaster : List.of("smoothers", "holt-winters", "croston")) {
      List<Row> rows =
          Rows.of(new ForecastSeries(), f -> f.eval(numbers(values), horizon, null, forecaster));
      Forecast job = job(values, horizon, forecaster);
      assertThat(rows).hasSize(horizon);
      for (int h = 0; h < horizon; h++) {
        assertThat(rows.get(h).getField(1)).isEqualTo(job.mean()[h]);
        for (int l = 0; l < LEVELS.length; l++) {
          assertThat(rows.get(h).getField(2 + l)).isEqualTo(job.quantiles()[l][h]);
        }
      }
    }
  }

  @Property(tries = 60)
  void everythingItSaysIsFiniteNotNegativeAndAscends(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 366) int season) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Double[] values = new Double[random.nextInt(1, 120)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> 0.0;
            case 2 -> 1e12;
            case 3 -> 0.001;
            default -> random.nextDouble() * 1e6 + 1;
          };
    }
    for (Row row : Rows.of(new ForecastSeries(), f -> f.eval(numbers(values), 40, season, null))) {
      double before = 0;
      for (int i = 1; i < row.getArity(); i++) {
        double units = row.getFieldAs(i);
        assertThat(units).isFinite().isNotNegative();
        if (i > 1) {
          assertThat(units).isGreaterThanOrEqualTo(before);
          before = units;
        }
      }
    }
  }

  @Test
  void aWeekIsTheSeasonWhereNoneIsGiven() throws Exception {
    ArrayData values = numbers(made(5, 100));
    List<Row> rows = Rows.of(new ForecastSeries(), f -> f.eval(values, 14));
    assertThat(rows).isEqualTo(Rows.of(new ForecastSeries(), f -> f.eval(values, 14, 7)));
    assertThat(rows).isNotEqualTo(Rows.of(new ForecastSeries(), f -> f.eval(values, 14, 5)));
  }

  @Test
  void aSeriesBeginsWithItsFirstKnownValue() throws Exception {
    List<Row> rows = Rows.of(new ForecastSeries(), f -> f.eval(doubles(4, 6, 5), 3));
    assertThat(Rows.of(new ForecastSeries(), f -> f.eval(numbers(null, null, 4.0, 6.0, 5.0), 3)))
        .isEqualTo(rows);
  }

  @Test
  void nothingIsForecastOfNothing() throws Exception {
    assertThat(Rows.of(new ForecastSeries(), f -> f.eval(null, 3))).isEmpty();
    assertThat(Rows.of(new ForecastSeries(), f -> f.eval(doubles(1), null))).isEmpty();
    assertThat(Rows.of(new ForecastSeries(), f -> f.eval(doubles(), 3))).isEmpty();
    assertThat(Rows.of(new ForecastSeries(), f -> f.eval(numbers(null, null), 3))).isEmpty();
  }

  @Test
  void whatIsNotAllowedIsNamedWithTheRemedy() {
    assertRefused(doubles(1, -2), 3, 7, null, "values[2] is -2.0: allowed is 0 to 1e12, or NULL");
    assertRefused(doubles(Double.NaN), 3, 7, null, "values[1] is NaN");
    assertRefused(doubles(1e-5), 3, 7, null, "values[1] is 1.0E-5: allowed is 0, or 0.0005");
    assertRefused(doubles(1), 0, 7, null, "horizon is 0: allowed is 1 to 366");
    assertRefused(doubles(1), 3, 367, null, "season is 367: allowed is 1 to 366");
    assertRefused(doubles(1), 3, 7, "combined", "forecaster is 'combined': allowed is smoothers");
    assertRefused(
        doubles(new double[100_001]), 3, 7, null, "values is of 100001 elements: allowed is");
  }

  private static void assertRefused(
      ArrayData values, int horizon, int season, String forecaster, String message) {
    assertThatThrownBy(
            () -> Rows.of(new ForecastSeries(), f -> f.eval(values, horizon, season, forecaster)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FORECAST_SERIES: " + message);
  }

  /** Weekly demand that is now and then large, zero or not known. */
  static Double[] made(long seed, int periods) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean intermittent = random.nextBoolean();
    Double[] values = new Double[periods];
    for (int i = 0; i < periods; i++) {
      int kind = random.nextInt(20);
      double usual = random.nextInt(10_000) / 1000.0 + (i % 7 > 4 ? 8 : 0);
      values[i] =
          kind == 0 ? null : kind == 1 ? 90 : intermittent && kind < 14 ? 0 : (Double) usual;
    }
    return values;
  }

  private static Forecast job(Double[] values, int horizon, String forecaster) throws Exception {
    DemandStep step =
        new DemandStep(
            new DemandStep.Plan(
                PeriodUnit.DAY,
                BankOptions.DEFAULT,
                0,
                new int[] {values.length - 1},
                horizon,
                LEVELS,
                List.of(forecaster),
                List.of(),
                new int[0],
                0,
                false),
            3);
    SeriesDemand demand = step.start();
    Forecasts forecasts = new Forecasts();
    String key = new Series("A", "all").key();
    for (int i = 0; i < values.length; i++) {
      boolean known = values[i] != null;
      long milli = known ? Math.round(values[i] * 1000) : 0;
      int inStock = known ? StockChanges.NO_SHARE : 0;
      step.observe(
          demand,
          new Year(),
          new Observation(key, i, milli, 0, 0, 0, 1, i - 2, 0, 0, inStock, 0, ""),
          forecasts);
    }
    assertThat(forecasts.issued).hasSize(1);
    assertThat(ForecasterBank.FORECASTERS).contains(forecaster);
    return forecasts.issued.get(0);
  }

  private static final class Year implements UnitsHistory.Segments {
    private final Map<Integer, long[]> segments = new HashMap<>();

    @Override
    public long[] get(int segment) {
      return segments.get(segment);
    }

    @Override
    public void put(int segment, long[] units) {
      segments.put(segment, units);
    }

    @Override
    public void remove(int segment) {
      segments.remove(segment);
    }
  }

  private static final class Forecasts implements DemandStep.Outlet {
    private final List<Forecast> issued = new ArrayList<>();

    @Override
    public void trend(Trend trend) {}

    @Override
    public void forecast(Forecast forecast) {
      issued.add(forecast);
    }

    @Override
    public void outlook(Outlook outlook) {}

    @Override
    public void sealed(SealedRow sealed) {}
  }
}
