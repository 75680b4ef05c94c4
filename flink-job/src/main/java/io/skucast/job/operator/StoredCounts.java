package io.skucast.job.operator;

import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts by name, exactly once: they are part of the checkpoint, so that after any crash or rescale
 * their sums over all subtasks are those of one run without. New names may be added at the end.
 */
public final class StoredCounts {
  private final List<String> names;
  private final long[] counts;
  private ListState<long[]> state;

  public StoredCounts(List<String> names) {
    this.names = names;
    this.counts = new long[names.size()];
  }

  /** Takes what a checkpoint holds. */
  public void restore(OperatorStateStore store, ListStateDescriptor<long[]> descriptor)
      throws Exception {
    state = store.getListState(descriptor);
    for (long[] part : state.get()) {
      for (int i = 0; i < part.length; i++) {
        counts[i] += part[i];
      }
    }
  }

  /** Brings the state to the counts as they are. */
  public void snapshot() throws Exception {
    state.update(List.of(counts.clone()));
  }

  /** One more. */
  public void add(int index) {
    counts[index]++;
  }

  /** Shows every count as a metric and as an accumulator of its name. */
  public void show(RuntimeContext context, MetricGroup metrics) {
    for (int i = 0; i < counts.length; i++) {
      int index = i;
      metrics.gauge(names.get(i), () -> counts[index]);
      context.addAccumulator(names.get(i), new Count(() -> counts[index]));
    }
  }
}
