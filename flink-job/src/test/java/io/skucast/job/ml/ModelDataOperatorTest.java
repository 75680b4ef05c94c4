package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.learn.LinearModel;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** From versions to rows of model data, and what their event time says. */
class ModelDataOperatorTest {
  private static final ModelVersion VERSION =
      new ModelVersion(
          new ModelGroup(ModelGroup.LINEAR, "A", 1, 1),
          8,
          10,
          7,
          99,
          0.5,
          0.75,
          0,
          1,
          new LinearModel(3, new double[] {1, 2}),
          new double[2],
          0.25,
          1,
          1,
          "");

  @Test
  void aVersionCountsFromTheFirstPeriodThatItPredicts() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<ModelVersion, Row>(new ModelDataOperator(3, true));
    harness.open();
    harness.processElement(new StreamRecord<>(VERSION));
    // All lessons through 7 have come: no version effective from 10 or before can.
    harness.processWatermark(new Watermark(7));
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(harness.getOutput())
        .containsExactly(
            new StreamRecord<>(
                Row.of(new DenseVector(new double[] {1, 2, 3}), "A", 8L, 10, 7, 99L, 0.5, 0.75),
                10),
            new Watermark(10),
            Watermark.MAX_WATERMARK);
    harness.close();
  }

  @Test
  void withoutPeriodsAVersionIsEffectiveAlways() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<ModelVersion, Row>(new ModelDataOperator(0, false));
    harness.open();
    harness.processElement(new StreamRecord<>(VERSION));
    assertThat(harness.extractOutputValues())
        .extracting(row -> row.getField(3))
        .containsExactly(Integer.MIN_VALUE);
    harness.close();
  }
}
