package io.skucast.job.operator;

import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * The state of all operators at one barrier.
 *
 * @param parallelism of the cluster that took it
 * @param states by operator, of all its subtasks
 */
record Checkpoint(int parallelism, Map<String, OperatorSubtaskState> states) {

  /** Of one operator; null of one that has no state. */
  OperatorSubtaskState of(String operator) {
    return states.get(operator);
  }
}
