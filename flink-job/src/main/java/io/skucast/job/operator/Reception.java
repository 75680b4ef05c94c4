package io.skucast.job.operator;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import io.skucast.job.state.States;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts what was read into sales and rejections and counts both, exactly once. Clocks have done
 * their work in the watermarks and end here.
 */
public final class Reception extends ProcessFunction<Incoming, Sale>
    implements CheckpointedFunction {
  /** Accumulators with the counts of the whole job, also over restarts. */
  public static final String ACCEPTED = "accepted";

  public static final String REJECTED = "rejected";

  private final OutputTag<Rejection> rejections;

  private transient long accepted;
  private transient long rejected;
  private transient ListState<long[]> state;

  public Reception(OutputTag<Rejection> rejections) {
    this.rejections = rejections;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getListState(States.receptionCounts());
    for (long[] part : state.get()) {
      accepted += part[0];
      rejected += part[1];
    }
    getRuntimeContext().addAccumulator(ACCEPTED, new Count(() -> accepted));
    getRuntimeContext().addAccumulator(REJECTED, new Count(() -> rejected));
    getRuntimeContext().getMetricGroup().gauge("sales_accepted", () -> accepted);
    getRuntimeContext().getMetricGroup().gauge("sales_rejected", () -> rejected);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(new long[] {accepted, rejected}));
  }

  @Override
  public void processElement(Incoming incoming, Context context, Collector<Sale> out) {
    if (incoming.sale() != null) {
      accepted++;
      out.collect(incoming.sale());
    } else if (incoming.rejection() != null) {
      rejected++;
      context.output(rejections, incoming.rejection());
    }
  }
}
