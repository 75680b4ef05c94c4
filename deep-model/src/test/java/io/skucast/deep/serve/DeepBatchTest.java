package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.testing.TestModels;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Rows as a model is fed them. */
class DeepBatchTest {
  private final DeepLayout layout = TestModels.layout();

  @Test
  void rowsStandFirstAndZerosFillTheBlockAlsoAfterALargerBatch() {
    try (DeepBatch batch = new DeepBatch(layout, 300)) {
      fill(batch, 300);
      assertThat(batch.inputs().get(Contract.ROWS).shape().get(0)).isEqualTo(512);
      batch.clear();
      fill(batch, 3);
      TFloat32 rows = (TFloat32) batch.inputs().get(Contract.ROWS);
      TInt32 codes = (TInt32) batch.inputs().get(Contract.CODES);
      TFloat32 plan = (TFloat32) batch.inputs().get(Contract.PLAN);
      assertThat(rows.shape().asArray()).containsExactly(256, layout.rowSize());
      for (int i = 0; i < 256; i++) {
        assertThat(rows.getFloat(i, 0)).isEqualTo(i < 3 ? i + 1 : 0);
        assertThat(codes.getInt(i, 2)).isEqualTo(i < 3 ? 7 : 0);
        assertThat(plan.getFloat(i, 6, 1)).isEqualTo(i < 3 ? 0.5f : 0);
      }
    }
  }

  @Test
  void resultsOfAnEarlierRunAreNotGivenForRowsThatWereAddedSince() {
    try (DeepBatch batch = new DeepBatch(layout, 2)) {
      fill(batch, 1);
      assertThatThrownBy(() -> batch.mean(0, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("run a model with it first");
    }
  }

  @Test
  void whatDoesNotFitIsRefusedByName() {
    try (DeepBatch batch = new DeepBatch(layout, 1)) {
      int[] codes = new int[3];
      float[] row = new float[layout.rowSize()];
      assertRefused("calendar index is 0", () -> batch.add(row, codes, 0, null));
      batch.blankCalendar();
      assertRefused("row has 5 numbers", () -> batch.add(new float[5], codes, 0, null));
      assertRefused("codes has 2 numbers", () -> batch.add(row, new int[2], 0, null));
      assertRefused("plan has 1 numbers", () -> batch.add(row, codes, 0, new float[1]));
      batch.add(row, codes, 0, null);
      assertRefused("the batch is full: 1 rows", () -> batch.add(row, codes, 0, null));
    }
    assertRefused("capacity of a batch is 0", () -> new DeepBatch(layout, 0).close());
  }

  private static void assertRefused(String named, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  private void fill(DeepBatch batch, int rows) {
    int calendar = batch.blankCalendar();
    float[] plan = new float[layout.horizons() * DeepLayout.PLANS];
    plan[plan.length - 1] = 0.5f;
    for (int i = 0; i < rows; i++) {
      float[] row = new float[layout.rowSize()];
      row[0] = i + 1;
      batch.add(row, new int[] {1, 2, 7}, calendar, plan);
    }
  }
}
