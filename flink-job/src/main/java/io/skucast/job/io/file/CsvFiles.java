package io.skucast.job.io.file;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Trend;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import io.skucast.core.score.Alert;
import io.skucast.core.score.PeriodScore;
import io.skucast.core.score.RolledUp;
import io.skucast.core.score.RunningScore;
import io.skucast.core.score.Scored;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The csv files of a bounded run: their names, headers and lines. */
public final class CsvFiles {
  public static final String TRENDS = "trends.csv";
  public static final String FORECASTS = "forecasts.csv";
  public static final String ACCURACY = "accuracy.csv";
  public static final String ROLL_UPS = "accuracy-levels.csv";
  public static final String ALERTS = "alerts.csv";
  public static final String REJECTED = "rejected.csv";
  public static final String LATE = "late.csv";

  public static final String TRENDS_HEADER =
      "sku,location,period,revision,units,revenue,sales,level,slope,season,moving_average,ses,"
          + "week_change,year_change";
  public static final String ACCURACY_HEADER =
      "sku,location,period,forecaster,lag,demand,error,absolute_error,squared_scaled_error,pinball,"
          + "inside50,inside80,inside90,scores,bias,mae,mse,mase,rmsse,added_to_naive,"
          + "added_to_seasonal_naive,running_pinball,coverage50,coverage80,coverage90,"
          + "tracking_signal";
  public static final String ROLL_UPS_HEADER =
      "sku,location,period,forecaster,lag,series,demand,wape,bias_share,rmsse,pinball_share,"
          + "coverage80,coverage90";
  public static final String ALERTS_HEADER = "sku,location,period,kind,lag,value,limit,message";
  public static final String REJECTED_HEADER = "source,reason,detail,excerpt";
  public static final String LATE_HEADER = "id,sku,location,time,quantity,price,promotion,category";

  /** Validation keeps control characters out of names, so this one separates without doubt. */
  static final char SEPARATOR = '\u001f';

  private final Calendars calendars;
  private final ModelCsvFiles models;

  /**
   * @param features names of the features of models, in the order of coefficients
   */
  public CsvFiles(Calendars calendars, List<String> features) {
    this.calendars = calendars;
    this.models = new ModelCsvFiles(calendars, features);
  }

  /**
   * @param levels quantile levels of the run
   */
  public static String forecastsHeader(double[] levels) {
    StringBuilder header = new StringBuilder("sku,location,origin,target,forecaster,mean");
    for (double level : levels) {
      header.append(",q").append(level);
    }
    return header.toString();
  }

  public void trend(Trend t, Consumer<Line> out) {
    String period = calendars.of(t.location()).label(t.period());
    out.accept(
        new Line(
            TRENDS,
            t.sku() + SEPARATOR + t.location() + SEPARATOR + sortable(t.period()),
            t.revision(),
            new Csv()
                .text(t.sku())
                .text(t.location())
                .text(period)
                .number(t.revision())
                .milli(t.unitsMilli())
                .milli(t.revenueMilli())
                .number(t.sales())
                .number(t.level())
                .number(t.slope())
                .number(t.season())
                .number(t.movingAverage())
                .number(t.smoothed())
                .number(t.weekChange())
                .number(t.yearChange())
                .toString()));
  }

  /** One line a horizon, and what {@link ModelCsvFiles} says of it. */
  public void forecast(Forecast f, Consumer<Line> out) {
    BusinessCalendar calendar = calendars.of(f.location());
    String origin = calendar.label(f.origin());
    for (int h = 1; h <= f.mean().length; h++) {
      Csv csv =
          new Csv()
              .text(f.sku())
              .text(f.location())
              .text(origin)
              .text(calendar.label(f.origin() + h))
              .text(f.forecaster())
              .number(f.mean()[h - 1]);
      for (double[] quantile : f.quantiles()) {
        csv.number(quantile[h - 1]);
      }
      out.accept(
          new Line(
              FORECASTS,
              f.sku()
                  + SEPARATOR
                  + f.location()
                  + SEPARATOR
                  + sortable(f.origin())
                  + SEPARATOR
                  + f.forecaster()
                  + SEPARATOR
                  + sortable(h),
              f.revision(),
              csv.toString()));
    }
    models.explanation(f, out);
    models.deepVersion(f, out);
  }

  /** One line a lag at which there was a forecast. */
  public void accuracy(Scored a, Consumer<Line> out) {
    PeriodScore score = a.score();
    RunningScore running = a.running();
    for (int i = 0; i < a.lags().length; i++) {
      if (Double.isNaN(score.error()[i])) {
        continue;
      }
      out.accept(
          new Line(
              ACCURACY,
              key(a.sku(), a.location(), a.period(), a.forecaster(), a.lags()[i]),
              0,
              scored(a.sku(), a.location(), a.period(), a.forecaster(), a.lags()[i])
                  .number(a.demand())
                  .number(score.error()[i])
                  .number(score.absoluteError()[i])
                  .number(score.squaredScaledError()[i])
                  .number(score.pinball()[i])
                  .number(score.inside50()[i])
                  .number(score.inside80()[i])
                  .number(score.inside90()[i])
                  .number(running.scores()[i])
                  .number(running.bias()[i])
                  .number(running.mae()[i])
                  .number(running.mse()[i])
                  .number(running.mase()[i])
                  .number(running.rmsse()[i])
                  .number(running.addedToNaive()[i])
                  .number(running.addedToSeasonalNaive()[i])
                  .number(running.pinball()[i])
                  .number(running.coverage50()[i])
                  .number(running.coverage80()[i])
                  .number(running.coverage90()[i])
                  .number(i == 0 ? running.trackingSignal() : Double.NaN)
                  .toString()));
    }
  }

  /** One line a lag at which any series was scored. */
  public void rollUp(RolledUp r, Consumer<Line> out) {
    for (int i = 0; i < r.lags().length; i++) {
      if (r.series()[i] == 0) {
        continue;
      }
      out.accept(
          new Line(
              ROLL_UPS,
              key(r.sku(), r.location(), r.period(), r.forecaster(), r.lags()[i]),
              0,
              scored(r.sku(), r.location(), r.period(), r.forecaster(), r.lags()[i])
                  .number(r.series()[i])
                  .number(r.demand()[i])
                  .number(r.wape()[i])
                  .number(r.biasShare()[i])
                  .number(r.rmsse()[i])
                  .number(r.pinballShare()[i])
                  .number(r.coverage80()[i])
                  .number(r.coverage90()[i])
                  .toString()));
    }
  }

  private Csv scored(String sku, String location, int period, String forecaster, int lag) {
    return new Csv()
        .text(sku)
        .text(location)
        .text(calendars.of(location).label(period))
        .text(forecaster)
        .number(lag);
  }

  private static String key(String sku, String location, int period, String name, int lag) {
    return sku
        + SEPARATOR
        + location
        + SEPARATOR
        + sortable(period)
        + SEPARATOR
        + name
        + SEPARATOR
        + sortable(lag);
  }

  public void alert(Alert a, Consumer<Line> out) {
    String kind = a.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    out.accept(
        new Line(
            ALERTS,
            key(a.sku(), a.location(), a.period(), kind, a.lag()),
            0,
            scored(a.sku(), a.location(), a.period(), kind, a.lag())
                .number(a.value())
                .number(a.limit())
                .text(a.message())
                .toString()));
  }

  public void model(ModelVersion v, Consumer<Line> out) {
    models.model(v, out);
  }

  public void rejection(Rejection r, Consumer<Line> out) {
    out.accept(
        new Line(
            REJECTED,
            sortable(r.source()),
            0,
            new Csv()
                .text(r.source())
                .text(r.reason().code())
                .text(r.detail())
                .text(r.excerpt())
                .toString()));
  }

  public void late(Sale s, Consumer<Line> out) {
    Csv csv =
        new Csv()
            .text(s.id())
            .text(s.sku())
            .text(s.location())
            .text(Instant.ofEpochMilli(s.timeMillis()).toString())
            .milli(s.quantityMilli());
    if (s.unitPriceMilli() == Sale.NO_PRICE) {
      csv.text("");
    } else {
      csv.milli(s.unitPriceMilli());
    }
    csv.text(Boolean.toString(s.promotion())).text(s.category());
    String key = s.sku() + SEPARATOR + s.location() + SEPARATOR + s.timeMillis() + SEPARATOR;
    out.accept(new Line(LATE, key + clean(s.id()), 0, csv.toString()));
  }

  /** Sorts as the number does: indices of periods are small, and may be negative before 1970. */
  static String sortable(int number) {
    return String.valueOf(4_000_000_000L + number);
  }

  /** {@code file:7} sorts before {@code file:10}. */
  private static String sortable(String source) {
    int colon = source.lastIndexOf(':');
    String line = source.substring(colon + 1);
    return clean(
        line.length() > 15
            ? source
            : source.substring(0, colon + 1) + "0".repeat(15 - line.length()) + line);
  }

  /** An id may hold any character; in a key of ours it must not hold our own. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text);
    for (int i = 0; i < clean.length(); i++) {
      if (clean.charAt(i) < ' ') {
        clean.setCharAt(i, ' ');
      }
    }
    return clean.toString();
  }
}
