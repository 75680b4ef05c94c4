package io.skucast.job.operator;

import io.skucast.core.demand.DemandWindow.Verdict;
import io.skucast.job.state.States;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * Counts sales by verdict, and series, exactly once: the counts are part of the checkpoint, so that
 * after any crash or rescale accepted = aggregated + duplicate + late still holds over all
 * subtasks.
 */
final class SaleCounts {
  private static final int VERDICTS = Verdict.values().length;

  /** By verdict, and last the series. */
  private final long[] counts = new long[VERDICTS + 1];

  private ListState<long[]> state;

  void restore(StateInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getListState(States.saleCounts());
    for (long[] part : state.get()) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += part[i];
      }
    }
  }

  void snapshot() throws Exception {
    state.update(List.of(counts.clone()));
  }

  void count(Verdict verdict) {
    counts[verdict.ordinal()]++;
  }

  void countSeries() {
    counts[VERDICTS]++;
  }

  long series() {
    return counts[VERDICTS];
  }

  long of(Verdict verdict) {
    return counts[verdict.ordinal()];
  }
}
