package io.skucast.savepoints.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.checkpoint.OperatorState;

/** All that every operator keeps of one series, as JSON with the fields under their own names. */
public final class SeriesState {
  private SeriesState() {}

  /**
   * Reads the one key group of each operator that the key is in.
   *
   * @return by operator in the order of the flow, by state; a map by its keys, timers as instants;
   *     without operators where nothing is kept of it
   */
  public static ObjectNode of(SavepointFile savepoint, String key) throws IOException {
    ObjectNode series = StateJson.MAPPER.createObjectNode();
    series.put("sku", SeriesKeys.skuOf(key));
    series.put("location", SeriesKeys.locationOf(key));
    ObjectNode operators = series.putObject("operators");
    for (OperatorState operator : savepoint.operators().values()) {
      KeyedStates states = KeyedStates.of(savepoint, operator);
      if (!states.isEmpty()) {
        ObjectNode found = of(states, key);
        if (!found.isEmpty()) {
          operators.set(states.uid(), found);
        }
      }
    }
    return series;
  }

  private static ObjectNode of(KeyedStates states, String key) throws IOException {
    // Each backend has its own order; a reader wants one.
    Map<String, TreeMap<String, KeyedEntry>> byState = new TreeMap<>();
    states.readKey(
        key,
        entry ->
            byState
                .computeIfAbsent(entry.state().name(), name -> new TreeMap<>(PlaceOrder.NATURAL))
                .put(entry.place(), entry));
    ObjectNode found = StateJson.MAPPER.createObjectNode();
    for (Map.Entry<String, TreeMap<String, KeyedEntry>> state : byState.entrySet()) {
      StoredState.Kind kind = state.getValue().firstEntry().getValue().state().kind();
      if (kind == StoredState.Kind.TIMERS) {
        ArrayNode timers = found.putArray(state.getKey());
        state.getValue().keySet().forEach(timers::add);
      } else if (kind == StoredState.Kind.MAP) {
        ObjectNode map = found.putObject(state.getKey());
        for (Map.Entry<String, KeyedEntry> entry : state.getValue().entrySet()) {
          map.set(entry.getKey(), entry.getValue().value());
        }
      } else {
        found.set(state.getKey(), state.getValue().firstEntry().getValue().value());
      }
    }
    return found;
  }

  /**
   * Keys of the series that are meant.
   *
   * @param sku of the series
   * @param location of the series, or null for all of them
   * @throws IllegalArgumentException where there is none, with the names that are most like it
   */
  public static List<String> keysOf(SavepointFile savepoint, String sku, String location)
      throws IOException {
    var all = SeriesKeys.of(savepoint);
    Predicate<String> isSku = key -> SeriesKeys.skuOf(key).equals(sku);
    List<String> ofSku = all.stream().filter(isSku).toList();
    if (ofSku.isEmpty()) {
      throw new IllegalArgumentException(
          "savepoint " + savepoint.path() + " has no SKU '" + sku + "'" + nearest(sku, all));
    }
    List<String> found =
        ofSku.stream()
            .filter(key -> location == null || SeriesKeys.locationOf(key).equals(location))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "savepoint "
              + savepoint.path()
              + " has no SKU '"
              + sku
              + "' at location '"
              + location
              + "': it has it at "
              + String.join(", ", ofSku.stream().map(SeriesKeys::locationOf).limit(10).toList()));
    }
    return found;
  }

  private static String nearest(String sku, Iterable<String> keys) {
    var names = StreamSupport.stream(keys.spliterator(), false).map(SeriesKeys::skuOf);
    List<String> nearest = SeriesKeys.nearest(sku, names, 3);
    return nearest.isEmpty()
        ? ": it has no series at all"
        : ": the most like it are " + String.join(", ", nearest);
  }
}
