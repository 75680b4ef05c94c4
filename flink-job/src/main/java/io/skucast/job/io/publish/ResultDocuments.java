package io.skucast.job.io.publish;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.demand.Fingerprint;
import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Trend;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.core.score.Alert;
import io.skucast.core.score.RolledUp;
import io.skucast.core.score.Scored;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Results as JSON documents. An id says what the document describes and the version is the
 * revision, so that writing one again changes nothing and a correction replaces what it corrects.
 */
public final class ResultDocuments {
  private final Addresses addresses;
  private final Calendars calendars;
  private final double[] levels;
  private final ScoreDocuments scores;
  private final ModelDocuments models;

  /**
   * @param prefix first part of the names of topics and indices
   * @param levels quantile levels of forecasts
   * @param features names of the features of models, in the order of coefficients
   */
  public ResultDocuments(
      String prefix, Calendars calendars, double[] levels, List<String> features) {
    this.addresses = new Addresses(prefix);
    this.calendars = calendars;
    this.levels = levels.clone();
    this.scores = new ScoreDocuments(addresses, calendars);
    this.models = new ModelDocuments(addresses, calendars.of(Series.ALL), features);
  }

  public Published trend(Trend t) throws IOException {
    String series = new Series(t.sku(), t.location()).id();
    String period = calendars.of(t.location()).label(t.period());
    byte[] json =
        JsonObject.of(
            j ->
                j.text("sku", t.sku())
                    .text("location", t.location())
                    .text("period", period)
                    .integer("revision", t.revision())
                    .milli("units", t.unitsMilli())
                    .milli("revenue", t.revenueMilli())
                    .integer("sales", t.sales())
                    .number("level", t.level())
                    .number("slope", t.slope())
                    .number("season", t.season())
                    .number("moving_average", t.movingAverage())
                    .number("ses", t.smoothed())
                    .number("week_change", t.weekChange())
                    .number("year_change", t.yearChange()));
    return addresses.published(
        OutputTopic.TRENDS,
        series,
        series,
        addresses.index(OutputTopic.TRENDS),
        series + '|' + period,
        t.revision(),
        json);
  }

  public Published forecast(Forecast f) throws IOException {
    String series = new Series(f.sku(), f.location()).id();
    BusinessCalendar calendar = calendars.of(f.location());
    String origin = calendar.label(f.origin());
    String[] targets = new String[f.mean().length];
    for (int h = 1; h <= targets.length; h++) {
      targets[h - 1] = calendar.label(f.origin() + h);
    }
    byte[] json =
        JsonObject.of(
            j -> {
              j.text("sku", f.sku())
                  .text("location", f.location())
                  .text("level", JsonObject.code(Level.of(f.sku(), f.location())))
                  .text("origin", origin)
                  .text("forecaster", f.forecaster())
                  .integer("revision", f.revision())
                  .texts("targets", targets)
                  .numbers("mean", f.mean())
                  .numbers("levels", levels)
                  .rows("quantiles", f.quantiles());
              if (f.contributions().length > 0) {
                j.items("contributions", items -> contributions(items, f.contributions()));
              }
              j.number("rise_probability", f.riseProbability());
              if (!f.deepVersion().isEmpty()) {
                j.text("deep_version", f.deepVersion());
              }
            });
    return addresses.published(
        OutputTopic.FORECASTS,
        series,
        series + '|' + f.forecaster(),
        addresses.index(OutputTopic.FORECASTS, origin),
        series + '|' + origin + '|' + f.forecaster(),
        f.revision(),
        json);
  }

  private static void contributions(JsonObject items, Contribution[] contributions)
      throws IOException {
    for (Contribution c : contributions) {
      items.item(
          j ->
              j.text("feature", c.feature())
                  .number("value", c.value())
                  .number("effect", c.effect()));
    }
  }

  /** Scores of one series. */
  public Published accuracy(Scored s) throws IOException {
    return scores.accuracy(s);
  }

  /** Scores over the series of a level. */
  public Published rollUp(RolledUp r) throws IOException {
    return scores.rollUp(r);
  }

  public Published alert(Alert a) throws IOException {
    return scores.alert(a);
  }

  public Published model(ModelVersion v) throws IOException {
    return models.model(v);
  }

  public Published rejection(Rejection r) throws IOException {
    byte[] json =
        JsonObject.of(
            j ->
                j.text("source", r.source())
                    .text("reason", r.reason().code())
                    .text("detail", r.detail())
                    .text("excerpt", r.excerpt()));
    return addresses.published(
        OutputTopic.REJECTED,
        r.source(),
        r.source(),
        addresses.index(OutputTopic.REJECTED),
        r.source(),
        0,
        json);
  }

  public Published late(Sale s) throws IOException {
    String series = new Series(s.sku(), s.location()).id();
    byte[] json =
        JsonObject.of(
            j -> {
              j.text("id", s.id())
                  .text("sku", s.sku())
                  .text("location", s.location())
                  .text("time", Instant.ofEpochMilli(s.timeMillis()).toString())
                  .milli("quantity", s.quantityMilli());
              if (s.unitPriceMilli() != Sale.NO_PRICE) {
                j.milli("price", s.unitPriceMilli());
              }
              j.flag("promotion", s.promotion()).text("category", s.category());
            });
    // A sale's own id may be longer than the longest id of a document.
    Fingerprint id = Fingerprint.of(s.id());
    return addresses.published(
        OutputTopic.LATE,
        series,
        series,
        addresses.index(OutputTopic.LATE),
        "%s|%016x%016x".formatted(series, id.high(), id.low()),
        0,
        json);
  }
}
