package io.skucast.savepoints.check;

import java.util.List;

/**
 * A chain of operators that run in one thread.
 *
 * @param number from 0, sources first
 * @param uids of its operators, the head first
 * @param parallelism subtasks
 * @param maxParallelism most subtasks that keyed state can be dealt out to; {@link JobOperator#ANY}
 *     where Flink chooses
 * @param inputs where records come from
 */
public record JobTask(
    int number, List<String> uids, int parallelism, int maxParallelism, List<Input> inputs) {

  /**
   * One edge.
   *
   * @param task number of the chain that records come from
   * @param shipping how they are dealt out: FORWARD, HASH, BROADCAST, …
   */
  public record Input(int task, String shipping) {}
}
