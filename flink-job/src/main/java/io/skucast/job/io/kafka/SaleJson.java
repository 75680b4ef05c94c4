package io.skucast.job.io.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.SaleDraft;
import io.skucast.core.sale.SaleValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One sale as a JSON object, or a clock: {@code {"closed_until":"2024-03-31T00:00:00Z"}} says that
 * every sale before the instant has been sent. A feed that itself finds a line to be no sale hands
 * it on as {@code {"rejected":"not-a-product","detail":…,"source":…,"excerpt":…}}, so that every
 * line is accounted for in one place. Fields that are not known are ignored. Whatever the bytes
 * are, the answer is a sale, a clock or a rejection with its reason, never an exception.
 */
public final class SaleJson {
  static final String CLOCK = "closed_until";
  static final String REJECTED = "rejected";
  static final String DETAIL = "detail";
  static final String SOURCE = "source";
  static final String EXCERPT = "excerpt";

  private final JsonFactory factory = new JsonFactory();
  private final SaleValidator validator;
  private final int maxBytes;

  /**
   * @param maxBytes longer payloads are rejected unread
   */
  public SaleJson(SaleValidator validator, int maxBytes) {
    this.validator = validator;
    this.maxBytes = maxBytes;
  }

  /**
   * @param payload the record's value, may be null
   * @param takenInMillis when the record was taken in
   * @param source where it stands, for the rejection
   */
  public Incoming read(byte[] payload, long takenInMillis, String source) {
    if (payload == null || payload.length == 0) {
      return rejected(RejectionReason.EMPTY, "the record has no payload", source, payload);
    }
    if (payload.length > maxBytes) {
      return rejected(
          RejectionReason.TOO_LARGE,
          "the payload has " + payload.length + " bytes, at most " + maxBytes + " are allowed",
          source,
          payload);
    }
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = factory.createParser(payload)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return rejected(
            RejectionReason.NOT_JSON, "the payload is not a JSON object", source, payload);
      }
      String wrong = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!isKnown(name)) {
          parser.skipChildren();
        } else if (value.isStructEnd() || value.isStructStart()) {
          wrong = name;
          parser.skipChildren();
        } else if (!isRight(name, value)) {
          wrong = name;
        } else if (value != JsonToken.VALUE_NULL) {
          fields.put(name, parser.getText());
        }
      }
      if (parser.nextToken() != null) {
        return rejected(
            RejectionReason.NOT_JSON, "more follows after the JSON object", source, payload);
      }
      if (wrong != null) {
        return rejected(
            RejectionReason.WRONG_TYPE, wrong + " has a value of another type", source, payload);
      }
    } catch (JsonProcessingException e) {
      return rejected(
          RejectionReason.NOT_JSON,
          "the payload is not JSON: " + e.getOriginalMessage().replace('\n', ' '),
          source,
          payload);
    } catch (IOException e) {
      return rejected(RejectionReason.NOT_JSON, "the payload is not UTF-8", source, payload);
    }
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
    return rejected(
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
        return rejected(
            RejectionReason.TIME_IN_FUTURE,
            CLOCK + " '" + text + "' lies too far after " + Instant.ofEpochMilli(takenInMillis),
            source,
            payload);
      }
      return Incoming.clock(millis);
    } catch (DateTimeException | ArithmeticException e) {
      return rejected(
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

  private static boolean isKnown(String name) {
    return switch (name) {
      case "id", "sku", "location", "time", "zone", "quantity", "price", "promotion", "category" ->
          true;
      case CLOCK, REJECTED, DETAIL, SOURCE, EXCERPT -> true;
      default -> false;
    };
  }

  /** Names and times are texts; ids and numbers may be either; promotion is a truth value. */
  private static boolean isRight(String name, JsonToken value) {
    if (value == JsonToken.VALUE_NULL) {
      return true;
    }
    return switch (name) {
      case "quantity", "price", "id" -> value.isNumeric() || value == JsonToken.VALUE_STRING;
      case "promotion" -> value.isBoolean() || value == JsonToken.VALUE_STRING;
      default -> value == JsonToken.VALUE_STRING;
    };
  }

  private static Incoming rejected(
      RejectionReason reason, String detail, String source, byte[] payload) {
    int shown = payload == null ? 0 : Math.min(payload.length, Rejection.EXCERPT_CHARS);
    String excerpt = shown == 0 ? "" : new String(payload, 0, shown, StandardCharsets.UTF_8);
    return Incoming.rejected(new Rejection(reason, detail, source, excerpt));
  }
}
