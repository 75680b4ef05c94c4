package io.skucast.savepoints.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;

/**
 * A value, an entry of a map or a timer of one series, as it is written in a canonical savepoint.
 *
 * @param keyBytes number of the key group, key, namespace and key of the map; of a timer its number
 *     of the key group, time, key and namespace
 * @param valueBytes the value; of an entry of a map after a byte that says whether there is one; of
 *     a timer nothing
 * @param prefixBytes that the number of the key group takes
 */
public record KeyedEntry(StoredState state, byte[] keyBytes, byte[] valueBytes, int prefixBytes) {

  /** Reads bytes that may be anything. */
  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T read(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (IOException | RuntimeException | OutOfMemoryError damaged) {
      throw state.damaged(damaged);
    }
  }

  /** The series, as its key. */
  public String key() throws IOException {
    return read(
        () ->
            state.kind() == StoredState.Kind.TIMERS
                ? (String) timer().getKey()
                : StringSerializer.INSTANCE.deserialize(afterPrefix()));
  }

  /** Where in the series' state it is: the key in a map, the instant of a timer, else nothing. */
  public String place() throws IOException {
    return switch (state.kind()) {
      case TIMERS -> read(() -> Instant.ofEpochMilli(timer().getTimestamp()).toString());
      case MAP -> read(() -> StateJson.text(mapKey()));
      default -> "";
    };
  }

  private Object mapKey() throws IOException {
    DataInputDeserializer in = afterPrefix();
    StringSerializer.INSTANCE.deserialize(in);
    VoidNamespaceSerializer.INSTANCE.deserialize(in);
    return state.keySerializer().deserialize(in);
  }

  /** The value with all its fields; of a timer its instant. */
  public JsonNode value() throws IOException {
    return state.kind() == StoredState.Kind.TIMERS
        ? TextNode.valueOf(place())
        : read(() -> StateJson.of(stored()));
  }

  private Object stored() throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(valueBytes);
    boolean isNull = state.kind() == StoredState.Kind.MAP && in.readBoolean();
    return isNull ? null : state.valueSerializer().deserialize(in);
  }

  /** Bytes it takes in the savepoint, less what frames it. */
  public int bytes() {
    return keyBytes.length + valueBytes.length;
  }

  private InternalTimer<?, ?> timer() throws IOException {
    return (InternalTimer<?, ?>) state.valueSerializer().deserialize(afterPrefix());
  }

  private DataInputDeserializer afterPrefix() {
    return new DataInputDeserializer(keyBytes, prefixBytes, keyBytes.length - prefixBytes);
  }
}
