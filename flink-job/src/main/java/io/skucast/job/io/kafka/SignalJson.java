package io.skucast.job.io.kafka;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.SignalDraft;
import io.skucast.core.sale.SignalValidator;
import io.skucast.job.io.kafka.JsonFields.Type;
import java.util.Map;

/**
 * One signal as a JSON object, such as {@code
 * {"sku":"A","time":"2024-03-31T12:00:00Z","kind":"stock","quantity":0}}. Fields that are not known
 * are ignored. Whatever the bytes are, the answer is a signal or a rejection with its reason, never
 * an exception.
 */
public final class SignalJson implements JsonReader {
  private static final Map<String, Type> FIELDS =
      Map.of(
          "id", Type.NUMBER,
          "sku", Type.TEXT,
          "location", Type.TEXT,
          "time", Type.TEXT,
          "zone", Type.TEXT,
          "kind", Type.TEXT,
          "quantity", Type.NUMBER);

  private final JsonFields json;
  private final SignalValidator validator;

  /**
   * @param maxBytes longer payloads are rejected unread
   */
  public SignalJson(SignalValidator validator, int maxBytes) {
    this.json = new JsonFields(FIELDS, maxBytes);
    this.validator = validator;
  }

  @Override
  public Incoming read(byte[] payload, long takenInMillis, String source) {
    return json.read(
        payload, source, fields -> validator.validate(draft(fields), takenInMillis, source));
  }

  private static SignalDraft draft(Map<String, String> fields) {
    return new SignalDraft(
        fields.get("id"),
        fields.get("sku"),
        fields.get("location"),
        fields.get("time"),
        fields.get("zone"),
        fields.get("kind"),
        fields.get("quantity"));
  }
}
