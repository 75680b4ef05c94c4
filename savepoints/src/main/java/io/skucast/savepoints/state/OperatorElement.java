package io.skucast.savepoints.state;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An element of a list or an entry of a broadcast map.
 *
 * @param subtask that wrote it
 * @param place key in a broadcast map, else nothing
 * @param value as it was stored
 * @param bytes as it was stored, with the key of a map before it
 */
public record OperatorElement(
    StoredState state, int subtask, String place, Object value, byte[] bytes) {

  /** The value with all its fields. */
  public JsonNode json() {
    return StateJson.of(value);
  }
}
