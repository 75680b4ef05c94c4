package io.skucast.savepoints.check;

import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * One state as a job's jar keeps it.
 *
 * @param uid of the operator
 * @param kind as the jar's catalogue calls it: VALUE, MAP, LIST, UNION or BROADCAST
 * @param name of the state
 * @param key writes the keys of a broadcast state; null for others
 * @param value writes its values: a whole map for MAP, an element for LIST and UNION
 */
public record KeptState(
    String uid, String kind, String name, TypeSerializer<?> key, TypeSerializer<?> value) {

  /** What its values are, for people: SeriesClock, Map of Int and PeriodBucket. */
  public String type() {
    return (key == null ? "" : Shape.sentence(key.snapshotConfiguration()) + " to ")
        + Shape.sentence(value.snapshotConfiguration());
  }
}
