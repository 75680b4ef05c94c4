package io.skucast.savepoints.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.time.temporal.TemporalAccessor;

/** Values of states as JSON: every field under its own name, whoever may see it in Java. */
final class StateJson {
  static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
          .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .registerModule(new SimpleModule().addSerializer(TemporalAccessor.class, new Printed()));

  private StateJson() {}

  static JsonNode of(Object value) {
    return value == null ? NullNode.getInstance() : MAPPER.valueToTree(value);
  }

  /** One line. */
  static String line(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Of a key in a map: as it prints, or as JSON where it has fields. */
  static String text(Object value) {
    JsonNode node = of(value);
    return node.isValueNode() ? node.asText() : line(node);
  }

  private static final class Printed extends JsonSerializer<TemporalAccessor> {
    @Override
    public void serialize(TemporalAccessor value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }
}
