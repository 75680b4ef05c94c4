package io.skucast.local.bench;

import io.skucast.core.forecast.Outlook;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Times outlooks as they come out of an operator, one time a chunk, in one subtask. */
final class OutlookTimes extends RichMapFunction<Outlook, Boolean> {
  private static final String CHUNKS = "chunks";
  private static final String ROWS = "rows";
  private static final String DEEP = "deep";

  private final long warmUp;
  private final int chunk;
  private transient LongCounter rows;
  private transient LongCounter deep;
  private transient ListAccumulator<Long> chunks;
  private long count;
  private long last;

  /**
   * @param warmUp outlooks that are not timed
   * @param chunk outlooks after which it looks at the clock
   */
  OutlookTimes(long warmUp, int chunk) {
    this.warmUp = warmUp;
    this.chunk = chunk;
  }

  @Override
  public void open(OpenContext context) {
    rows = getRuntimeContext().getLongCounter(ROWS);
    deep = new LongCounter();
    chunks = new ListAccumulator<>();
    getRuntimeContext().addAccumulator(DEEP, deep);
    getRuntimeContext().addAccumulator(CHUNKS, chunks);
  }

  @Override
  public Boolean map(Outlook outlook) {
    count++;
    deep.add(outlook.deepVersion().equals(Outlook.NO_DEEP_VERSION) ? 0 : 1);
    if (count >= warmUp && (count - warmUp) % chunk == 0) {
      long now = System.nanoTime();
      if (count > warmUp) {
        rows.add(chunk);
        chunks.add(now - last);
      }
      last = now;
    }
    return true;
  }

  /**
   * @param outlooks that must have come out, all with the model's part
   */
  static DeepSpeed speed(JobExecutionResult result, long outlooks) {
    long deep = result.<Long>getAccumulatorResult(DEEP);
    if (deep != outlooks) {
      throw new IllegalStateException(
          deep + " of " + outlooks + " outlooks came out with the model's part");
    }
    List<Long> chunks = result.getAccumulatorResult(CHUNKS);
    long[] nanos = chunks.stream().mapToLong(Long::longValue).toArray();
    long rows = result.<Long>getAccumulatorResult(ROWS);
    long sum = 0;
    for (long chunk : nanos) {
      sum += chunk;
    }
    return DeepSpeed.of(nanos, rows, sum);
  }
}
