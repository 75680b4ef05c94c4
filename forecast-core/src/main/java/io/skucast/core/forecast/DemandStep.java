package io.skucast.core.forecast;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.sale.Series;
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
   * @param horizons periods ahead
   * @param levels quantile levels, ascending, each between 0 and 1
   * @param forecasters which of {@link ForecasterBank#FORECASTERS} are issued
   */
  public record Plan(
      PeriodUnit unit, int every, int horizons, double[] levels, List<String> forecasters) {}

  /** Takes what is issued. */
  public interface Outlet {
    void trend(Trend trend);

    void forecast(Forecast forecast);

    void accuracy(Accuracy accuracy);
  }

  private final Plan plan;
  private final int keep;

  /**
   * @param latenessPeriods periods for which a closed period still takes corrections
   */
  public DemandStep(Plan plan, int latenessPeriods) {
    this.plan = plan;
    this.keep = plan.unit().year() + latenessPeriods;
  }

  /** State of a series that has not been observed yet. */
  public SeriesDemand start() {
    return new SeriesDemand(plan.unit());
  }

  /** Takes an observation; issues the trend of its period and of the later open ones. */
  public void observe(
      SeriesDemand demand, UnitsHistory.Segments history, Observation observation, Outlet outlet)
      throws Exception {
    Series series = Series.ofKey(observation.seriesKey());
    UnitsHistory.put(history, observation.period(), observation.unitsMilli(), keep);
    demand.observe(
        observation,
        (period, revision, place, bank) -> {
          outlet.trend(trend(series, demand, history, period, revision, place, bank));
          if (plan.every() > 0 && Math.floorMod(period, plan.every()) == 0) {
            issue(series, period, revision, bank, outlet);
          }
        });
  }

  /** Issues the forecasts from the series' last observation. */
  public void forecastFromLast(Series series, SeriesDemand demand, Outlet outlet) throws Exception {
    demand.atLast((period, revision, place, bank) -> issue(series, period, revision, bank, outlet));
  }

  /** Whether {@link #observe} has already issued the forecasts from the last observation. */
  public boolean isIssued(SeriesDemand demand) {
    return plan.every() > 0 && Math.floorMod(demand.last(), plan.every()) == 0;
  }

  private void issue(Series series, int origin, long revision, ForecasterBank bank, Outlet outlet) {
    for (String forecaster : plan.forecasters()) {
      outlet.forecast(
          bank.forecast(series, origin, revision, forecaster, plan.horizons(), plan.levels()));
      Accuracy accuracy = bank.accuracy(series, origin, revision, forecaster);
      if (accuracy != null) {
        outlet.accuracy(accuracy);
      }
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
