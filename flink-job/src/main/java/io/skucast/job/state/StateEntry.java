package io.skucast.job.state;

import org.apache.flink.api.common.state.StateDescriptor;

/**
 * One state of one operator.
 *
 * @param uid of the operator
 * @param kind how it is kept
 * @param descriptor its name and types
 */
public record StateEntry(String uid, Kind kind, StateDescriptor<?, ?> descriptor) {

  /** How Flink keeps a state. */
  public enum Kind {
    /** Keyed by series: one value. */
    VALUE(true),
    /** Keyed by series: a map. */
    MAP(true),
    /** Of the operator: dealt out on restore. */
    LIST(false),
    /** Of the operator: all of it goes to every subtask on restore. */
    UNION(false),
    /** Of the operator: the same on every subtask. */
    BROADCAST(false);

    private final boolean keyed;

    Kind(boolean keyed) {
      this.keyed = keyed;
    }

    public boolean keyed() {
      return keyed;
    }
  }

  /** Name of the state in a savepoint. */
  public String name() {
    return descriptor.getName();
  }
}
