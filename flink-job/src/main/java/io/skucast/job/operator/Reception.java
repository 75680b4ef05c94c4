package io.skucast.job.operator;

import io.skucast.core.sale.Entry;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
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
 * Parts what was read into what is accepted and rejections and counts both, exactly once. Clocks
 * have done their work in the watermarks and end here.
 */
public final class Reception extends ProcessFunction<Incoming, Entry>
    implements CheckpointedFunction {
  private static final int ACCEPTED = 0;
  private static final int REJECTED = 1;
  private static final int CLOCKS = 2;

  private final OutputTag<Rejection> rejections;
  private final String[] names;

  private transient StoredCounts counts;

  private Reception(OutputTag<Rejection> rejections, String... names) {
    this.rejections = rejections;
    this.names = names;
  }

  public static Reception ofSales(OutputTag<Rejection> rejections) {
    return new Reception(rejections, CountName.ACCEPTED, CountName.REJECTED, CountName.CLOCKS);
  }

  /** Among signals there are no clocks. */
  public static Reception ofSignals(OutputTag<Rejection> rejections) {
    return new Reception(rejections, CountName.SIGNALS_ACCEPTED, CountName.SIGNALS_REJECTED);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts = new StoredCounts(List.of(names));
    counts.restore(context.getOperatorStateStore(), States.receptionCounts());
    counts.show(getRuntimeContext(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot();
  }

  @Override
  public void processElement(Incoming incoming, Context context, Collector<Entry> out) {
    if (incoming.sale() != null) {
      counts.add(ACCEPTED);
      out.collect(Entry.of(incoming.sale()));
    } else if (incoming.signal() != null) {
      counts.add(ACCEPTED);
      out.collect(Entry.of(incoming.signal()));
    } else if (incoming.rejection() != null) {
      counts.add(REJECTED);
      context.output(rejections, incoming.rejection());
    } else {
      counts.add(CLOCKS);
    }
  }
}
