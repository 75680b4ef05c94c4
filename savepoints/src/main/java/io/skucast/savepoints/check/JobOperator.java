package io.skucast.savepoints.check;

import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.jobgraph.OperatorID;

/**
 * One operator of a job's graph.
 *
 * @param uid its address in a savepoint
 * @param id what Flink makes of the uid
 * @param name for people
 * @param task number of the chain that it is part of, from 0
 * @param parallelism subtasks
 * @param maxParallelism that savepoints are bound to; {@link #ANY} where Flink takes that of the
 *     savepoint
 * @param key writes the keys of its keyed state; null where it has none
 */
public record JobOperator(
    String uid,
    OperatorID id,
    String name,
    int task,
    int parallelism,
    int maxParallelism,
    TypeSerializer<?> key) {
  /** Of a job that leaves the maximum parallelism to Flink. */
  public static final int ANY = -1;
}
