package io.skucast.savepoints.check;

import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * One state as a savepoint describes it.
 *
 * @param kind VALUE, MAP, LIST, UNION, BROADCAST as a catalogue calls them, TIMERS, or what Flink
 *     calls another
 * @param name of the state
 * @param key how keys of a broadcast state were written; null for others
 * @param value how values were written; null for timers
 */
record StoredState(
    String kind, String name, TypeSerializerSnapshot<?> key, TypeSerializerSnapshot<?> value) {
  static final String TIMERS = "TIMERS";
}
