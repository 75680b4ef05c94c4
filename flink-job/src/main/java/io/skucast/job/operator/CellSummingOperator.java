package io.skucast.job.operator;

import io.skucast.core.level.CellSums;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds the shares of the series of one subtask up by cell and period, so that one record a cell
 * leaves it and not one a series. What it holds goes out before a watermark, so that whoever is
 * told that time has come so far has all that was sealed by then, and before a checkpoint's
 * barrier; it is no state.
 */
public class CellSummingOperator extends AbstractStreamOperator<CellSums>
    implements OneInputStreamOperator<Share, CellSums> {
  private transient Map<Cell, Sums> open;

  public CellSummingOperator() {
    // A share goes no further: it is not to be written out on its way here.
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  private record Cell(String category, String location, int period) {}

  @Override
  public void open() throws Exception {
    super.open();
    open = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<Share> record) {
    Share share = record.getValue();
    open.computeIfAbsent(
            new Cell(share.category(), share.location(), share.period()),
            cell -> new Sums(share.expected().length))
        .add(share.unitsMilli(), share.trust(), share.expected());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    flush();
  }

  /** At the end of input no watermark need follow. */
  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  private void flush() {
    open.forEach(
        (cell, sum) ->
            output.collect(
                new StreamRecord<>(
                    new CellSums(
                        cell.category,
                        cell.location,
                        cell.period,
                        sum.unitsMilli,
                        sum.trustMicro,
                        sum.borrowedMicro,
                        sum.expectedMicro))));
    open.clear();
  }

  private static final class Sums {
    private long unitsMilli;
    private long trustMicro;
    private long borrowedMicro;
    private final long[] expectedMicro;

    Sums(int horizons) {
      expectedMicro = new long[horizons];
    }

    void add(long units, double trust, double[] expected) {
      unitsMilli += units;
      trustMicro += CellSums.micro(trust);
      borrowedMicro += 1_000_000 - CellSums.micro(trust);
      for (int h = 0; h < expected.length; h++) {
        expectedMicro[h] += CellSums.micro(trust * expected[h]);
      }
    }
  }
}
