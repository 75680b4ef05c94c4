package io.skucast.job.io.kafka;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.SaleDraft;
import io.skucast.core.sale.SaleValidator;
import io.skucast.job.io.kafka.JsonFields.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * One sale as a JSON object, or a clock: {@code {"closed_until":"2024-03-31T00:00:00Z"}} says that
 * every sale before the instant has been sent. A feed that itself finds a line to be no sale hands
 * it on as {@code {"rejected":"not-a-product","detail":…,"source":…,"excerpt":…}}, so that every
 * line is accounted for in one place. Fields that are not known are ignored. Whatever the bytes
 * are, the answer is a sale, a clock or a rejection with its reason, never an exception.
 */
public final class SaleJson implements JsonReader {
  static final String CLOCK = "closed_until";
  static final String REJECTED = "rejected";
  static final String DETAIL = "detail";
  static final String SOURCE = "source";
  static final String EXCERPT = "excerpt";

  private static final Map<String, Type> FIELDS =
      Map.ofEntries(
          Map.entry("id", Type.NUMBER),
          Map.entry("sku", Type.TEXT),
          Map.entry("location", Type.TEXT),
          Map.entry("time", Type.TEXT),
          Map.entry("zone", Type.TEXT),
          Map.entry("quantity", Type.NUMBER),
          Map.entry("price", Type.NUMBER),
          Map.entry("promotion", Type.TRUTH),
          Map.entry("category", Type.TEXT),
          Map.entry(CLOCK, Type.TEXT),
          Map.entry(REJECTED, Type.TEXT),
          Map.entry(DETAIL, Type.TEXT),
          Map.entry(SOURCE, Type.TEXT),
          Map.entry(EXCERPT, Type.TEXT));

  private final JsonFields json;
  private final SaleValidator validator;

  /**
   * @param maxBytes longer payloads are rejected unread
   */
  public SaleJson(SaleValidator validator, int maxBytes) {
    this.json = new JsonFields(FIELDS, maxBytes);
    this.validator = validator;
  }

  @Override
  public Incoming read(byte[] payload, long takenInMillis, String source) {
    return json.read(payload, source, fields -> record(fields, payload, takenInMillis, source));
  }

  private Incoming record(
      Map<String, String> fields, byte[] payload, long takenInMillis, String source) {
    if (fields.containsKey(REJECTED)) {
      return handedOn(fields, source, payload);
    }
    String closedUntil = fields.get(CLOCK);
    return closedUntil == null
        ? validator.validate(draft(fields), takenInMillis, source)
        : clock(closedUntil, takenInMillis, source, payload);
  }

  private static Incoming handedOn(Map<String, String> fields, String source, byte[] payload) {
    String code = fields.get(REJECTED);
    for (RejectionReason reason : RejectionReason.values()) {
      if (reason.code().equals(code)) {
        return Incoming.rejected(
            new Rejection(
                reason,
                Rejection.excerptOf(fields.getOrDefault(DETAIL, reason.description())),
                Rejection.excerptOf(fields.getOrDefault(SOURCE, source)),
                Rejection.excerptOf(fields.getOrDefault(EXCERPT, ""))));
      }
    }
    return JsonFields.rejected(
        RejectionReason.WRONG_TYPE,
        REJECTED + " '" + Rejection.excerptOf(code) + "' is no reason such as not-a-product",
        source,
        payload);
  }

  /** A clock from the far future would make every sale after it late: it is refused. */
  private Incoming clock(String text, long takenInMillis, String source, byte[] payload) {
    try {
      long millis = Instant.parse(text).toEpochMilli();
      if (millis > validator.latestMillis(takenInMillis)) {
        return JsonFields.rejected(
            RejectionReason.TIME_IN_FUTURE,
            CLOCK + " '" + text + "' lies too far after " + Instant.ofEpochMilli(takenInMillis),
            source,
            payload);
      }
      return Incoming.clock(millis);
    } catch (DateTimeException | ArithmeticException e) {
      return JsonFields.rejected(
          RejectionReason.BAD_TIME,
          CLOCK + " '" + Rejection.excerptOf(text) + "' is no instant such as 2024-03-31T09:30:00Z",
          source,
          payload);
    }
  }

  private static SaleDraft draft(Map<String, String> fields) {
    return new SaleDraft(
        fields.get("id"),
        fields.get("sku"),
        fields.get("location"),
        fields.get("time"),
        fields.get("zone"),
        fields.get("quantity"),
        fields.get("price"),
        fields.get("promotion"),
        fields.get("category"));
  }
}
