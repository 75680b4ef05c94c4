package io.skucast.core.forecast;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.sale.Series;
import java.util.Arrays;
import java.util.List;

/**
 * The step from observations to trends, forecasts and their accuracy of one series. Pure: it reads
 * and writes only the state and the outlet it is given.
 */
public final class DemandStep {
  /**
   * What is issued.
   *
   * @param every forecasts are issued from origins that this divides; 0: only when asked for
   * @param origins and from these too, ascending
   * @param horizons periods ahead
   * @param levels quantile levels, ascending, each between 0 and 1
   * @param forecasters which of {@link ForecasterBank#FORECASTERS} are issued
   * @param scored which of them are scored beside the combination
   * @param lags periods ahead at which they are scored, none beyond the horizons
   * @param reach horizons that the sums of cells need; 0: there are no levels above the series
   */
  public record Plan(
      PeriodUnit unit,
      BankOptions options,
      int every,
      int[] origins,
      int horizons,
      double[] levels,
      List<String> forecasters,
      List<String> scored,
      int[] lags,
      int reach) {}

  /** Takes what is issued. */
  public interface Outlet {
    void trend(Trend trend);

    /** A forecast that nothing has to be done to. */
    void forecast(Forecast forecast);

    /** What the combination expects, to be reconciled and scored. */
    void outlook(Outlook outlook);

    /**
     * What a series adds to the sums of its cell.
     *
     * @param trust of the series in itself, see {@link Newcomer}
     * @param expected units, horizon 1 first; only lent
     */
    void share(
        String category,
        String location,
        int period,
        long unitsMilli,
        double trust,
        double[] expected);
  }

  private final Plan plan;
  private final int keep;

  /** Reused from call to call: a step serves one thread. */
  private final double[] expected;

  /**
   * @param latenessPeriods periods for which a closed period still takes corrections
   */
  public DemandStep(Plan plan, int latenessPeriods) {
    this.plan = plan;
    this.keep = plan.unit().year() + latenessPeriods;
    this.expected = new double[plan.reach()];
  }

  /** State of a series that has not been observed yet. */
  public SeriesDemand start() {
    return new SeriesDemand(plan.unit(), plan.options());
  }

  /** Takes an observation; issues the trend of its period and of the later open ones. */
  public void observe(
      SeriesDemand demand, UnitsHistory.Segments history, Observation observation, Outlet outlet)
      throws Exception {
    Series series = Series.ofKey(observation.seriesKey());
    UnitsHistory.put(history, observation.period(), observation.unitsMilli(), keep);
    demand.observe(
        observation,
        new Issue(series, demand, outlet) {
          @Override
          public void accept(int period, long revision, int place, ForecasterBank bank)
              throws Exception {
            outlet.trend(trend(series, demand, history, period, revision, place, bank));
            issue(period, revision, place, bank, isOrigin(period));
          }
        });
  }

  /**
   * Issues the forecasts from the series' last observation, if {@link #observe} has not yet, and
   * seals all there is.
   */
  public void finish(Series series, SeriesDemand demand, Outlet outlet) throws Exception {
    demand.atLast(
        new Issue(series, demand, outlet) {
          @Override
          public void accept(int period, long revision, int place, ForecasterBank bank) {
            issue(period, revision, place, bank, !isOrigin(period));
          }
        });
  }

  /** Whether forecasts are issued from this period, the end of input aside. */
  public boolean isOrigin(int period) {
    return plan.every() > 0 && Math.floorMod(period, plan.every()) == 0
        || Arrays.binarySearch(plan.origins(), period) >= 0;
  }

  /** Issues what follows from the periods of one series, and hands on what was sealed. */
  private abstract class Issue implements SeriesDemand.After {
    private final Series series;
    private final SeriesDemand demand;
    private final Outlet outlet;
    private int firstSealed;
    private long[] sealedMilli = new long[0];
    private String[] sealedCategories = new String[0];

    Issue(Series series, SeriesDemand demand, Outlet outlet) {
      this.series = series;
      this.demand = demand;
      this.outlet = outlet;
    }

    @Override
    public void sealed(int period, int place, ForecasterBank bank) {
      if (sealedMilli.length == 0) {
        firstSealed = period;
      }
      sealedMilli = Arrays.copyOf(sealedMilli, sealedMilli.length + 1);
      sealedMilli[sealedMilli.length - 1] = demand.openUnitsMilli[place];
      sealedCategories = Arrays.copyOf(sealedCategories, sealedMilli.length);
      sealedCategories[sealedMilli.length - 1] = demand.category(place);
      if (plan.reach() > 0) {
        bank.combine(expected);
        outlet.share(
            demand.category(place),
            series.location(),
            period,
            demand.openUnitsMilli[place],
            Newcomer.trust(bank.observations()),
            expected);
      }
    }

    void issue(int origin, long revision, int place, ForecasterBank bank, boolean issued) {
      if (issued) {
        for (String forecaster : plan.forecasters()) {
          if (!forecaster.equals(ForecasterBank.COMBINED)) {
            outlet.forecast(
                bank.forecast(
                    series, origin, revision, forecaster, plan.horizons(), plan.levels()));
          }
        }
      }
      // What was sealed goes with the newest origin, which outlooks that wait are scored before:
      // on a corrected one, which does not wait, it would overtake what was sealed earlier.
      Outlook outlook = outlook(origin, revision, place, bank, issued);
      outlet.outlook(
          origin == demand.last()
              ? outlook.sealing(firstSealed, sealedMilli, sealedCategories)
              : outlook);
    }

    private Outlook outlook(
        int origin, long revision, int place, ForecasterBank bank, boolean issued) {
      Forecast combined =
          bank.forecast(
              series, origin, revision, ForecasterBank.COMBINED, plan.horizons(), plan.levels());
      int[] lags = plan.lags();
      float[][] lagQuantiles = new float[plan.levels().length][lags.length];
      for (int l = 0; l < lagQuantiles.length; l++) {
        for (int i = 0; i < lags.length; i++) {
          lagQuantiles[l][i] = (float) combined.quantiles()[l][lags[i] - 1];
        }
      }
      float[][] lagMeans = new float[plan.scored().size()][];
      for (int i = 0; i < lagMeans.length; i++) {
        lagMeans[i] = bank.meansAt(plan.scored().get(i), lags);
      }
      return new Outlook(
          series.key(),
          demand.category(place),
          origin,
          revision,
          bank.observations(),
          issued,
          combined.mean(),
          issued ? combined.quantiles() : new double[0][],
          lagQuantiles,
          lagMeans,
          0,
          new long[0],
          new String[0]);
    }
  }

  private Trend trend(
      Series series,
      SeriesDemand demand,
      UnitsHistory.Segments history,
      int period,
      long revision,
      int place,
      ForecasterBank bank)
      throws Exception {
    long units = demand.openUnitsMilli[place];
    int season = plan.unit().season();
    return new Trend(
        series.sku(),
        series.location(),
        period,
        revision,
        units,
        demand.openRevenueMilli[place],
        demand.openSales[place],
        bank.holtWinters.level,
        bank.holtWinters.slope,
        bank.holtWinters.season(season),
        bank.movingAverage.mean(1),
        bank.ses.mean(1),
        change(units, UnitsHistory.get(history, period - plan.unit().week())),
        bank.observations() <= plan.unit().year()
            ? Double.NaN
            : change(units, UnitsHistory.get(history, period - plan.unit().year())));
  }

  private static double change(long unitsMilli, long thenMilli) {
    return thenMilli == UnitsHistory.UNKNOWN ? Double.NaN : (unitsMilli - thenMilli) / 1000.0;
  }
}
