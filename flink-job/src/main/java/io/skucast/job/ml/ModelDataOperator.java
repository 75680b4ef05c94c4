package io.skucast.job.ml;

import io.skucast.core.learn.ModelVersion;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * From model versions to rows of model data, whose event time is the first period that they
 * predict: a watermark says through which period all versions effective have come.
 */
public class ModelDataOperator extends AbstractStreamOperator<Row>
    implements OneInputStreamOperator<ModelVersion, Row> {
  private final int effectiveAfter;
  private final boolean hasPeriods;

  /**
   * @param effectiveAfter periods from the last one trained on to the first that is predicted
   * @param hasPeriods whether versions are of periods, or else effective always
   */
  ModelDataOperator(int effectiveAfter, boolean hasPeriods) {
    this.effectiveAfter = effectiveAfter;
    this.hasPeriods = hasPeriods;
  }

  @Override
  public void processElement(StreamRecord<ModelVersion> record) {
    ModelVersion version = record.getValue();
    int from = hasPeriods ? version.effectiveOrigin() : ModelData.ALWAYS;
    output.collect(new StreamRecord<>(ModelData.row(version, from), from));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    boolean ends = mark.getTimestamp() == Long.MAX_VALUE;
    super.processWatermark(ends ? mark : new Watermark(mark.getTimestamp() + effectiveAfter));
  }
}
