package io.skucast.job.io.publish;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;
import io.skucast.core.score.Alert;
import io.skucast.core.score.PeriodScore;
import io.skucast.core.score.RolledUp;
import io.skucast.core.score.RunningScore;
import io.skucast.core.score.Scored;
import java.io.IOException;

/**
 * Scores and alerts as JSON documents. They are made when their period is sealed and are final: an
 * id says what the document describes, and its version is always the same.
 */
final class ScoreDocuments {
  private static final long FINAL = 1;

  private final Addresses addresses;
  private final Calendars calendars;

  ScoreDocuments(Addresses addresses, Calendars calendars) {
    this.addresses = addresses;
    this.calendars = calendars;
  }

  /** Of one series: an item for each lag at which there was a forecast of the period. */
  Published accuracy(Scored s) throws IOException {
    String period = calendars.of(s.location()).label(s.period());
    byte[] json =
        JsonObject.of(
            j ->
                scored(j, s.sku(), s.location(), period, s.forecaster())
                    .number("demand", s.demand())
                    .number("tracking_signal", s.running().trackingSignal())
                    .items("lags", lags -> accuracy(lags, s)));
    return accuracy(s.sku(), s.location(), period, s.forecaster(), json);
  }

  private static void accuracy(JsonObject lags, Scored s) throws IOException {
    PeriodScore score = s.score();
    RunningScore running = s.running();
    for (int i = 0; i < s.lags().length; i++) {
      if (Double.isNaN(score.error()[i])) {
        continue;
      }
      int at = i;
      lags.item(
          j ->
              j.integer("lag", s.lags()[at])
                  .number("error", score.error()[at])
                  .number("absolute_error", score.absoluteError()[at])
                  .number("squared_scaled_error", score.squaredScaledError()[at])
                  .number("pinball", score.pinball()[at])
                  .number("inside_50", score.inside50()[at])
                  .number("inside_80", score.inside80()[at])
                  .number("inside_90", score.inside90()[at])
                  .integer("scores", running.scores()[at])
                  .number("bias", running.bias()[at])
                  .number("mae", running.mae()[at])
                  .number("mse", running.mse()[at])
                  .number("rmse", Math.sqrt(running.mse()[at]))
                  .number("mase", running.mase()[at])
                  .number("rmsse", running.rmsse()[at])
                  .number("added_to_naive", running.addedToNaive()[at])
                  .number("added_to_seasonal_naive", running.addedToSeasonalNaive()[at])
                  .number("pinball_running", running.pinball()[at])
                  .number("coverage_50", running.coverage50()[at])
                  .number("coverage_80", running.coverage80()[at])
                  .number("coverage_90", running.coverage90()[at]));
    }
  }

  /** Over the series of a level: an item for each lag at which any of them was scored. */
  Published rollUp(RolledUp r) throws IOException {
    String period = calendars.of(r.location()).label(r.period());
    byte[] json =
        JsonObject.of(
            j ->
                scored(j, r.sku(), r.location(), period, r.forecaster())
                    .items("lags", lags -> rollUp(lags, r)));
    return accuracy(r.sku(), r.location(), period, r.forecaster(), json);
  }

  private static void rollUp(JsonObject lags, RolledUp r) throws IOException {
    for (int i = 0; i < r.lags().length; i++) {
      if (r.series()[i] == 0) {
        continue;
      }
      int at = i;
      lags.item(
          j ->
              j.integer("lag", r.lags()[at])
                  .integer("series", r.series()[at])
                  .number("demand", r.demand()[at])
                  .number("wape", r.wape()[at])
                  .number("bias_share", r.biasShare()[at])
                  .number("rmsse", r.rmsse()[at])
                  .number("pinball_share", r.pinballShare()[at])
                  .number("coverage_80", r.coverage80()[at])
                  .number("coverage_90", r.coverage90()[at]));
    }
  }

  Published alert(Alert a) throws IOException {
    String series = new Series(a.sku(), a.location()).id();
    String period = calendars.of(a.location()).label(a.period());
    String kind = JsonObject.code(a.kind());
    byte[] json =
        JsonObject.of(
            j ->
                named(j, a.sku(), a.location())
                    .text("period", period)
                    .text("kind", kind)
                    .integer("lag", a.lag())
                    .number("value", a.value())
                    .number("limit", a.limit())
                    .text("message", a.message()));
    return addresses.published(
        OutputTopic.ALERTS,
        series,
        series,
        addresses.index(OutputTopic.ALERTS),
        series + '|' + period + '|' + kind + '|' + a.lag(),
        FINAL,
        json);
  }

  private static JsonObject named(JsonObject json, String sku, String location) throws IOException {
    return json.text("sku", sku)
        .text("location", location)
        .text("level", JsonObject.code(Level.of(sku, location)));
  }

  private static JsonObject scored(
      JsonObject json, String sku, String location, String period, String forecaster)
      throws IOException {
    return named(json, sku, location).text("period", period).text("forecaster", forecaster);
  }

  private Published accuracy(
      String sku, String location, String period, String forecaster, byte[] json) {
    String series = new Series(sku, location).id();
    return addresses.published(
        OutputTopic.ACCURACY,
        series,
        series,
        addresses.index(OutputTopic.ACCURACY, period),
        series + '|' + period + '|' + forecaster,
        FINAL,
        json);
  }
}
