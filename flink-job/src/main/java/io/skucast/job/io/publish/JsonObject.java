package io.skucast.job.io.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.skucast.core.sale.Decimals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Fields of one JSON object, written in the order of the calls. Numbers are rounded to four
 * decimals; one that is not known, NaN, is left out.
 */
final class JsonObject {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Fills in the fields of an object, or the items of an array. */
  interface Body {
    void write(JsonObject json) throws IOException;
  }

  private final JsonGenerator json;

  private JsonObject(JsonGenerator json) {
    this.json = json;
  }

  /** A document: the object in UTF-8. */
  static byte[] of(Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      new JsonObject(json).item(body);
    }
    return bytes.toByteArray();
  }

  /** An array of objects, each written by {@link #item}. */
  JsonObject items(String name, Body items) throws IOException {
    json.writeArrayFieldStart(name);
    items.write(this);
    json.writeEndArray();
    return this;
  }

  /** One object in an array. */
  void item(Body body) throws IOException {
    json.writeStartObject();
    body.write(this);
    json.writeEndObject();
  }

  /** Half a surrogate pair, which a cut leaves behind, is no text and would stop the writer. */
  JsonObject text(String name, String text) throws IOException {
    String whole = text;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        break;
      }
    }
    json.writeStringField(name, whole);
    return this;
  }

  JsonObject texts(String name, String[] texts) throws IOException {
    json.writeFieldName(name);
    json.writeArray(texts, 0, texts.length);
    return this;
  }

  JsonObject flag(String name, boolean flag) throws IOException {
    json.writeBooleanField(name, flag);
    return this;
  }

  JsonObject integer(String name, long value) throws IOException {
    json.writeNumberField(name, value);
    return this;
  }

  /** Thousandths as the number they are, exactly. */
  JsonObject milli(String name, long milli) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(Decimals.fromMilli(milli));
    return this;
  }

  /** Left out where it is not known, or beyond what JSON can say. */
  JsonObject number(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, rounded(value));
    }
    return this;
  }

  /** In full, for numbers that are calculated with; left out where it is not finite. */
  JsonObject exact(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    }
    return this;
  }

  JsonObject numbers(String name, double[] values) throws IOException {
    json.writeFieldName(name);
    array(values);
    return this;
  }

  /** An array of arrays. */
  JsonObject rows(String name, double[][] rows) throws IOException {
    json.writeArrayFieldStart(name);
    for (double[] row : rows) {
      array(row);
    }
    json.writeEndArray();
    return this;
  }

  private void array(double[] values) throws IOException {
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

  /** A constant as documents write it: lower-case with hyphens. */
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
