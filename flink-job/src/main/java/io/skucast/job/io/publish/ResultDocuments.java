package io.skucast.job.io.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.demand.Fingerprint;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Trend;
import io.skucast.core.sale.Decimals;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.job.io.elasticsearch.IndexedDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Results as JSON documents. An id says what the document describes and the version is the
 * revision, so that writing one again changes nothing and a correction replaces what it corrects.
 * Numbers are rounded to four decimals; one that is not known is left out.
 */
public final class ResultDocuments {
  private final JsonFactory factory = new JsonFactory();
  private final String prefix;
  private final Calendars calendars;
  private final double[] levels;

  /**
   * @param prefix first part of the names of topics and indices
   * @param levels quantile levels of forecasts
   */
  public ResultDocuments(String prefix, Calendars calendars, double[] levels) {
    this.prefix = prefix;
    this.calendars = calendars;
    this.levels = levels.clone();
  }

  /** Fills in the fields of one object. */
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  public Published trend(Trend t) throws IOException {
    String series = new Series(t.sku(), t.location()).id();
    String period = calendars.of(t.location()).label(t.period());
    byte[] json =
        object(
            j -> {
              names(j, t.sku(), t.location());
              j.writeStringField("period", period);
              j.writeNumberField("revision", t.revision());
              milli(j, "units", t.unitsMilli());
              milli(j, "revenue", t.revenueMilli());
              j.writeNumberField("sales", t.sales());
              number(j, "level", t.level());
              number(j, "slope", t.slope());
              number(j, "season", t.season());
              number(j, "moving_average", t.movingAverage());
              number(j, "ses", t.smoothed());
              number(j, "week_change", t.weekChange());
              number(j, "year_change", t.yearChange());
            });
    return published(
        OutputTopic.TRENDS, series, series, "", series + '|' + period, t.revision(), json);
  }

  public Published forecast(Forecast f) throws IOException {
    String series = new Series(f.sku(), f.location()).id();
    BusinessCalendar calendar = calendars.of(f.location());
    String origin = calendar.label(f.origin());
    byte[] json =
        object(
            j -> {
              names(j, f.sku(), f.location());
              j.writeStringField("origin", origin);
              j.writeStringField("forecaster", f.forecaster());
              j.writeNumberField("revision", f.revision());
              j.writeArrayFieldStart("targets");
              for (int h = 1; h <= f.mean().length; h++) {
                j.writeString(calendar.label(f.origin() + h));
              }
              j.writeEndArray();
              j.writeFieldName("mean");
              numbers(j, f.mean());
              j.writeFieldName("levels");
              numbers(j, levels);
              j.writeArrayFieldStart("quantiles");
              for (double[] quantile : f.quantiles()) {
                numbers(j, quantile);
              }
              j.writeEndArray();
            });
    return published(
        OutputTopic.FORECASTS,
        series,
        series + '|' + f.forecaster(),
        month(origin),
        series + '|' + origin + '|' + f.forecaster(),
        f.revision(),
        json);
  }

  public Published rejection(Rejection r) throws IOException {
    byte[] json =
        object(
            j -> {
              text(j, "source", r.source());
              j.writeStringField("reason", r.reason().code());
              text(j, "detail", r.detail());
              text(j, "excerpt", r.excerpt());
            });
    return published(OutputTopic.REJECTED, r.source(), r.source(), "", r.source(), 0, json);
  }

  public Published late(Sale s) throws IOException {
    String series = new Series(s.sku(), s.location()).id();
    byte[] json =
        object(
            j -> {
              text(j, "id", s.id());
              names(j, s.sku(), s.location());
              j.writeStringField("time", Instant.ofEpochMilli(s.timeMillis()).toString());
              milli(j, "quantity", s.quantityMilli());
              if (s.unitPriceMilli() != Sale.NO_PRICE) {
                milli(j, "price", s.unitPriceMilli());
              }
              j.writeBooleanField("promotion", s.promotion());
              text(j, "category", s.category());
            });
    // A sale's own id may be longer than the longest id of a document.
    Fingerprint id = Fingerprint.of(s.id());
    return published(
        OutputTopic.LATE,
        series,
        series,
        "",
        "%s|%016x%016x".formatted(series, id.high(), id.low()),
        0,
        json);
  }

  private Published published(
      OutputTopic topic,
      String partitionKey,
      String key,
      String suffix,
      String id,
      long version,
      byte[] json) {
    return new Published(
        topic,
        partitionKey,
        key,
        new IndexedDocument(topic.index(prefix) + suffix, fitting(id), version, json));
  }

  private byte[] object(Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void names(JsonGenerator json, String sku, String location) throws IOException {
    json.writeStringField("sku", sku);
    json.writeStringField("location", location);
  }

  /** Half a surrogate pair, which a cut leaves behind, is no text and would stop the writer. */
  private static void text(JsonGenerator json, String name, String text) throws IOException {
    String whole = text;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        break;
      }
    }
    json.writeStringField(name, whole);
  }

  private static void milli(JsonGenerator json, String name, long milli) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(Decimals.fromMilli(milli));
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (!Double.isNaN(value)) {
      json.writeFieldName(name);
      json.writeNumber(rounded(value));
    }
  }

  private static void numbers(JsonGenerator json, double[] values) throws IOException {
    json.writeStartArray();
    for (double value : values) {
      json.writeNumber(rounded(value));
    }
    json.writeEndArray();
  }

  /** Above 9e11 a double has no four decimals to round. */
  static double rounded(double value) {
    // Adding zero turns a negative zero into the plain one.
    return Math.abs(value) < 9e11 ? Math.rint(value * 10_000) / 10_000 + 0.0 : value;
  }

  /** Names full of separators, each written as two, can make an id too long to be one. */
  private static String fitting(String id) {
    if (id.length() * 3 <= IndexedDocument.LONGEST_ID
        || id.getBytes(StandardCharsets.UTF_8).length <= IndexedDocument.LONGEST_ID) {
      return id;
    }
    Fingerprint fingerprint = Fingerprint.of(id);
    return "%s…%016x%016x".formatted(id.substring(0, 100), fingerprint.high(), fingerprint.low());
  }

  /** {@code -2011.12} for a period in December 2011: old months can be dropped as a whole. */
  private static String month(String label) {
    return '-' + label.substring(0, 4) + '.' + label.substring(5, 7);
  }
}
