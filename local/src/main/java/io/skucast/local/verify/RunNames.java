package io.skucast.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What differs between two runs by their names alone: the topic that a rejected record lay in. */
final class RunNames {
  private static final String SOURCE = "source";

  private RunNames() {}

  /** The place of a rejected record without the run's prefix. */
  static String without(String prefix, String source) {
    return source.startsWith(prefix + ".sales.v1-")
        ? source.substring(prefix.length() + 1)
        : source;
  }

  /** A rejection whose place is without the run's prefix. */
  static JsonNode without(String prefix, JsonNode rejection) {
    if (!rejection.has(SOURCE)) {
      return rejection;
    }
    ObjectNode copy = rejection.deepCopy();
    return copy.put(SOURCE, without(prefix, rejection.get(SOURCE).asText()));
  }
}
