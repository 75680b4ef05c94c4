package io.skucast.local.sql.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.flink.types.Row;

/** Values of SQL as values of JSON: numbers in full, dates and times as ISO-8601 has them. */
final class JsonValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonValues() {}

  static JsonNode of(Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(value.toString());
    }
    if (value instanceof BigDecimal number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Number number) {
      return NODES.numberNode(number.longValue());
    }
    if (value instanceof Object[] array) {
      ArrayNode items = NODES.arrayNode();
      for (Object item : array) {
        items.add(of(item));
      }
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, item) -> object.set(text(key), of(item)));
      return object;
    }
    return value instanceof Row row ? of(row) : NODES.textNode(value.toString());
  }

  private static JsonNode of(Row row) {
    if (row.getFieldNames(true) == null) {
      ArrayNode items = NODES.arrayNode();
      for (int i = 0; i < row.getArity(); i++) {
        items.add(of(row.getField(i)));
      }
      return items;
    }
    ObjectNode object = NODES.objectNode();
    row.getFieldNames(true).forEach(name -> object.set(name, of(row.getField(name))));
    return object;
  }

  /** A value that stands alone: a text without quotes, nothing for null. */
  static String text(Object value) {
    JsonNode node = of(value);
    return node.isNull() ? "" : node.isValueNode() ? node.asText() : node.toString();
  }
}
