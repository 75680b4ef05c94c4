package io.skucast.job.io.file;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.forecast.Accuracy;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Trend;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import java.time.Instant;
import java.util.function.Consumer;

/** The csv files of a bounded run: their names, headers and lines. */
public final class CsvFiles {
  public static final String TRENDS = "trends.csv";
  public static final String FORECASTS = "forecasts.csv";
  public static final String ACCURACY = "accuracy.csv";
  public static final String REJECTED = "rejected.csv";
  public static final String LATE = "late.csv";

  public static final String TRENDS_HEADER =
      "sku,location,period,revision,units,revenue,sales,level,slope,season,moving_average,ses,"
          + "week_change,year_change";
  public static final String ACCURACY_HEADER =
      "sku,location,origin,forecaster,errors,mae,mse,rmse,bias";
  public static final String REJECTED_HEADER = "source,reason,detail,excerpt";
  public static final String LATE_HEADER = "id,sku,location,time,quantity,price,promotion,category";

  /** Validation keeps control characters out of names, so this one separates without doubt. */
  private static final char SEPARATOR = '\u001f';

  private final Calendars calendars;

  public CsvFiles(Calendars calendars) {
    this.calendars = calendars;
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

  /** One line a horizon. */
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
  }

  public void accuracy(Accuracy a, Consumer<Line> out) {
    out.accept(
        new Line(
            ACCURACY,
            a.sku()
                + SEPARATOR
                + a.location()
                + SEPARATOR
                + sortable(a.origin())
                + SEPARATOR
                + a.forecaster(),
            a.revision(),
            new Csv()
                .text(a.sku())
                .text(a.location())
                .text(calendars.of(a.location()).label(a.origin()))
                .text(a.forecaster())
                .number(a.errors())
                .number(a.meanAbsolute())
                .number(a.meanSquare())
                .number(Math.sqrt(a.meanSquare()))
                .number(a.bias())
                .toString()));
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
  private static String sortable(int number) {
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
