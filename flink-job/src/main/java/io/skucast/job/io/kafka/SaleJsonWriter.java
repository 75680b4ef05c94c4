package io.skucast.job.io.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.skucast.core.sale.Decimals;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.SaleDraft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Records for the topic of sales, as {@link SaleJson} reads them. */
public final class SaleJsonWriter {
  private final JsonFactory factory = new JsonFactory();

  /** Fills in the fields of one object. */
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** A sale, a rejection or a clock that was read elsewhere. */
  public byte[] write(Incoming incoming) {
    if (incoming.sale() != null) {
      return sale(incoming.sale());
    }
    return incoming.isClock()
        ? clock(incoming.closedUntilMillis())
        : rejection(incoming.rejection());
  }

  /** A sale whose texts nobody has checked; what is null is left out. */
  public byte[] draft(SaleDraft draft) {
    return object(
        json -> {
          text(json, "id", draft.id());
          text(json, "sku", draft.sku());
          text(json, "location", draft.location());
          text(json, "time", draft.time());
          text(json, "zone", draft.zone());
          text(json, "quantity", draft.quantity());
          text(json, "price", draft.price());
          text(json, "promotion", draft.promotion());
          text(json, "category", draft.category());
        });
  }

  /** Says that every sale before the instant has been sent. */
  public byte[] clock(long closedUntilMillis) {
    return object(
        json ->
            json.writeStringField(
                SaleJson.CLOCK, Instant.ofEpochMilli(closedUntilMillis).toString()));
  }

  private byte[] sale(Sale sale) {
    return object(
        json -> {
          json.writeStringField("id", sale.id());
          json.writeStringField("sku", sale.sku());
          json.writeStringField("location", sale.location());
          json.writeStringField("time", Instant.ofEpochMilli(sale.timeMillis()).toString());
          json.writeFieldName("quantity");
          json.writeNumber(Decimals.fromMilli(sale.quantityMilli()));
          if (sale.unitPriceMilli() != Sale.NO_PRICE) {
            json.writeFieldName("price");
            json.writeNumber(Decimals.fromMilli(sale.unitPriceMilli()));
          }
          json.writeBooleanField("promotion", sale.promotion());
          json.writeStringField("category", sale.category());
        });
  }

  private byte[] rejection(Rejection rejection) {
    return object(
        json -> {
          json.writeStringField(SaleJson.REJECTED, rejection.reason().code());
          json.writeStringField(SaleJson.DETAIL, rejection.detail());
          json.writeStringField(SaleJson.SOURCE, rejection.source());
          json.writeStringField(SaleJson.EXCERPT, rejection.excerpt());
        });
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("encoding a sale in memory", e);
    }
    return bytes.toByteArray();
  }
}
