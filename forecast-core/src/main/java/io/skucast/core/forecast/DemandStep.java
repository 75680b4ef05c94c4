package io.skucast.core.forecast;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepPlan;
import io.skucast.core.deep.DeepWindow;
import io.skucast.core.demand.Observation;
import io.skucast.core.sale.Series;
import java.util.Arrays;
import java.util.List;

/**
 * The step from observations to trends, forecasts and their accuracy of one series. Pure: it reads
 * and writes only the state and the outlet it is given.
 */
public final class DemandStep {
  private static final SealedRow[] NONE_SEALED = new SealedRow[0];
  private static final float[] NO_ROW = new float[0];

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
   * @param models whether models beyond the smoothers have a part
   * @param deep what deep models are given; null: they have no part
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
      int reach,
      boolean models,
      DeepPlan deep) {
    /** Without deep models. */
    public Plan(
        PeriodUnit unit,
        BankOptions options,
        int every,
        int[] origins,
        int horizons,
        double[] levels,
        List<String> forecasters,
        List<String> scored,
        int[] lags,
        int reach,
        boolean models) {
      this(
          unit,
          options,
          every,
          origins,
          horizons,
          levels,
          forecasters,
          scored,
          lags,
          reach,
          models,
          null);
    }

    /** What series know at an origin. */
    public OriginRow originRow() {
      return OriginRow.of(Math.max(reach, horizons), unit.season());
    }

    /** Whether anything is to be said of a sealed period beyond what was sold in it. */
    private boolean tellsSealed() {
      return models || reach > 0;
    }
  }

  /** Takes what is issued. */
  public interface Outlet {
    void trend(Trend trend);

    /** A forecast that nothing has to be done to. */
    void forecast(Forecast forecast);

    /** What the combination expects, to be reconciled and scored. */
    void outlook(Outlook outlook);

    /** A period was sealed; it is part of the next outlook too. Only called where models are. */
    void sealed(SealedRow sealed);

    /** What a sealed period teaches of deep models. Only called where those are on trial. */
    default void lesson(DeepLesson lesson) {}
  }

  private final Plan plan;
  private final int keep;

  /** Reused from call to call: a step serves one thread. */
  private final double[] expected;

  private final OriginRow originRow;

  /** Whether nothing is issued, and the first origin whose outlooks are whole all the same. */
  private final boolean rehearses;

  private final int wholeFrom;

  /**
   * @param latenessPeriods periods for which a closed period still takes corrections
   */
  public DemandStep(Plan plan, int latenessPeriods) {
    this(plan, plan.unit().year() + latenessPeriods, false, Integer.MIN_VALUE);
  }

  private DemandStep(Plan plan, int keep, boolean rehearses, int wholeFrom) {
    this.plan = plan;
    this.keep = keep;
    this.originRow = plan.originRow();
    this.expected = new double[originRow.reach()];
    this.rehearses = rehearses;
    this.wholeFrom = wholeFrom;
  }

  /**
   * This step where nothing is issued: it learns the same, to the bit, and tells neither trends nor
   * forecasts.
   *
   * @param wholeFrom first origin whose outlooks are whole, since someone may issue them later;
   *     those before have only what scores and lessons need
   */
  public DemandStep rehearsing(int wholeFrom) {
    return new DemandStep(plan, keep, true, wholeFrom);
  }

  /** State of a series that has not been observed yet. */
  public SeriesDemand start() {
    return new SeriesDemand(plan.unit(), plan.options());
  }

  /** Window of a series that has not been observed yet; null where deep models have no part. */
  public DeepWindow startWindow() {
    return plan.deep() == null ? null : new DeepWindow(plan.deep().layout(), plan.deep().kept());
  }

  /** Takes an observation of a series without deep models. */
  public void observe(
      SeriesDemand demand, UnitsHistory.Segments history, Observation observation, Outlet outlet)
      throws Exception {
    observe(demand, null, history, observation, outlet);
  }

  /**
   * Takes an observation; issues the trend of its period and of the later open ones.
   *
   * @param window what deep models are told of the series, of {@link #startWindow} at first; null
   *     where they have no part
   */
  public void observe(
      SeriesDemand demand,
      DeepWindow window,
      UnitsHistory.Segments history,
      Observation observation,
      Outlet outlet)
      throws Exception {
    Series series = Series.ofKey(observation.seriesKey());
    UnitsHistory.put(history, observation.period(), observation.unitsMilli(), keep);
    if (window != null) {
      window.put(observation);
    }
    demand.observe(
        observation,
        new Issue(series, demand, window, outlet) {
          @Override
          public void accept(
              int period, long revision, int place, ForecasterBank bank, Drivers drivers)
              throws Exception {
            if (!rehearses) {
              outlet.trend(trend(series, demand, history, period, revision, place, bank));
            }
            issue(period, revision, place, bank, drivers, period >= wholeFrom && isOrigin(period));
          }
        });
  }

  /** The same of a series without deep models. */
  public void finish(Series series, SeriesDemand demand, Outlet outlet) throws Exception {
    finish(series, demand, null, outlet);
  }

  /**
   * Issues the forecasts from the series' last observation, if {@link #observe} has not yet, and
   * seals all there is.
   */
  public void finish(Series series, SeriesDemand demand, DeepWindow window, Outlet outlet)
      throws Exception {
    demand.atLast(
        new Issue(series, demand, window, outlet) {
          @Override
          public void accept(
              int period, long revision, int place, ForecasterBank bank, Drivers drivers) {
            issue(period, revision, place, bank, drivers, !isOrigin(period));
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
    private final DeepWindow window;
    private final Outlet outlet;
    private SealedRow[] sealed = NONE_SEALED;

    Issue(Series series, SeriesDemand demand, DeepWindow window, Outlet outlet) {
      this.series = series;
      this.demand = demand;
      this.window = window;
      this.outlet = outlet;
    }

    @Override
    public void sealed(int period, int place, ForecasterBank bank, Drivers drivers) {
      double[] means = new double[plan.tellsSealed() ? expected.length : 0];
      bank.combine(means);
      SealedRow row =
          new SealedRow(
              series.key(),
              demand.category(place),
              period,
              demand.openUnitsMilli[place],
              demand.isObserved(place),
              Newcomer.trust(bank.observations()),
              means,
              plan.models() ? originRow.row(bank, drivers, means) : NO_ROW,
              plan.reach() > 0 ? deepRow(window, period) : NO_ROW);
      sealed = Arrays.copyOf(sealed, sealed.length + 1);
      sealed[sealed.length - 1] = row;
      if (plan.models()) {
        outlet.sealed(row);
      }
      if (window != null) {
        DeepLesson lesson = plan.deep().lesson(series.key(), row.category(), window, period);
        if (lesson != null) {
          outlet.lesson(lesson);
        }
      }
    }

    void issue(
        int origin,
        long revision,
        int place,
        ForecasterBank bank,
        Drivers drivers,
        boolean issued) {
      if (issued && !rehearses) {
        for (String forecaster : plan.forecasters()) {
          if (ForecasterBank.isOfSmoothers(forecaster)) {
            outlet.forecast(
                bank.forecast(
                    series, origin, revision, forecaster, plan.horizons(), plan.levels()));
          }
        }
      }
      // What was sealed goes with the newest origin, which outlooks that wait are scored before:
      // on a corrected one, which does not wait, it would overtake what was sealed earlier.
      boolean isNewest = origin == demand.last();
      outlet.outlook(
          outlook(origin, revision, place, bank, drivers, issued, isNewest ? sealed : NONE_SEALED));
    }

    private Outlook outlook(
        int origin,
        long revision,
        int place,
        ForecasterBank bank,
        Drivers drivers,
        boolean issued,
        SealedRow[] sealedNow) {
      bank.combine(expected);
      double[] mean = Arrays.copyOf(expected, plan.horizons());
      double[][] quantiles = bank.quantiles(mean, plan.levels());
      float[] row = plan.models() ? originRow.row(bank, drivers, expected) : NO_ROW;
      int[] lags = plan.lags();
      float[][] lagQuantiles = new float[plan.levels().length][lags.length];
      for (int l = 0; l < lagQuantiles.length; l++) {
        for (int i = 0; i < lags.length; i++) {
          lagQuantiles[l][i] = (float) quantiles[l][lags[i] - 1];
        }
      }
      float[][] lagMeans = new float[plan.scored().size()][];
      for (int i = 0; i < lagMeans.length; i++) {
        lagMeans[i] = lagMeans(bank, plan.scored().get(i));
      }
      return new Outlook(
          series.key(),
          demand.category(place),
          origin,
          revision,
          bank.observations(),
          issued,
          bank.lot,
          mean,
          issued ? quantiles : new double[0][],
          lagQuantiles,
          lagMeans,
          row,
          sealedNow,
          deepRow(window, origin),
          plan.deep() == null ? "" : Outlook.NO_DEEP_VERSION);
    }

    /** A model's are worked out where the model is. */
    private float[] lagMeans(ForecasterBank bank, String forecaster) {
      if (ForecasterBank.isOfSmoothers(forecaster)) {
        return bank.meansAt(forecaster, plan.lags());
      }
      float[] unknown = new float[plan.lags().length];
      Arrays.fill(unknown, Float.NaN);
      return unknown;
    }
  }

  /** What a deep model is given; empty where it has no part or too little is known. */
  private float[] deepRow(DeepWindow window, int origin) {
    if (window == null || !window.has(origin, plan.deep().layout())) {
      return NO_ROW;
    }
    float[] row = new float[plan.deep().layout().rowSize()];
    plan.deep().layout().fill(window, origin, row, 0);
    return row;
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
