package io.skucast.job.io.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.RejectionReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields of one JSON object that a kind of record knows, as texts. Fields that are not known
 * are ignored. Whatever the bytes are, the answer is fields or a rejection, never an exception.
 */
final class JsonFields {
  /** What a field may be, besides null. */
  enum Type {
    TEXT,
    /** Ids and numbers: a number or a text. */
    NUMBER,
    /** A truth value or a text. */
    TRUTH;

    private boolean takes(JsonToken value) {
      return value == JsonToken.VALUE_NULL
          || value == JsonToken.VALUE_STRING
          || switch (this) {
            case TEXT -> false;
            case NUMBER -> value.isNumeric();
            case TRUTH -> value.isBoolean();
          };
    }
  }

  /** Takes the fields to a record. */
  interface Body {
    Incoming read(Map<String, String> fields);
  }

  private final JsonFactory factory = new JsonFactory();
  private final Map<String, Type> known;
  private final int maxBytes;

  /**
   * @param maxBytes longer payloads are rejected unread
   */
  JsonFields(Map<String, Type> known, int maxBytes) {
    this.known = known;
    this.maxBytes = maxBytes;
  }

  /**
   * @param payload the record's value, may be null
   * @param source where it stands, for the rejection
   * @param body reads the fields, where the payload is one JSON object of fields of their types
   */
  Incoming read(byte[] payload, String source, Body body) {
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
      String wrong = readInto(fields, parser);
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
    return body.read(fields);
  }

  /**
   * @return a field with a value of another type, or null
   */
  private String readInto(Map<String, String> fields, JsonParser parser) throws IOException {
    String wrong = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      Type type = known.get(name);
      if (type == null) {
        parser.skipChildren();
      } else if (value.isStructEnd() || value.isStructStart()) {
        wrong = name;
        parser.skipChildren();
      } else if (!type.takes(value)) {
        wrong = name;
      } else if (value != JsonToken.VALUE_NULL) {
        fields.put(name, parser.getText());
      }
    }
    return wrong;
  }

  static Incoming rejected(RejectionReason reason, String detail, String source, byte[] payload) {
    int shown = payload == null ? 0 : Math.min(payload.length, Rejection.EXCERPT_CHARS);
    String excerpt = shown == 0 ? "" : new String(payload, 0, shown, StandardCharsets.UTF_8);
    return Incoming.rejected(new Rejection(reason, detail, source, excerpt));
  }
}
