package io.skucast.job.operator;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import io.skucast.job.observe.CountName;
import io.skucast.job.state.States;
import java.util.List;
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
  private static final List<String> COUNTS =
      List.of(CountName.ACCEPTED, CountName.REJECTED, CountName.CLOCKS);
  private static final int ACCEPTED = 0;
  private static final int REJECTED = 1;
  private static final int CLOCKS = 2;

  private final OutputTag<Rejection> rejections;

  private transient StoredCounts counts;

  public Reception(OutputTag<Rejection> rejections) {
    this.rejections = rejections;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts = new StoredCounts(COUNTS);
    counts.restore(context.getOperatorStateStore(), States.receptionCounts());
    counts.show(getRuntimeContext(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot();
  }

  @Override
  public void processElement(Incoming incoming, Context context, Collector<Sale> out) {
    if (incoming.sale() != null) {
      counts.add(ACCEPTED);
      out.collect(incoming.sale());
    } else if (incoming.rejection() != null) {
      counts.add(REJECTED);
      context.output(rejections, incoming.rejection());
    } else {
      counts.add(CLOCKS);
    }
  }
}
