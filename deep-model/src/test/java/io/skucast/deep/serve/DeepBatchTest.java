package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.testing.TestModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Rows as a model is fed them. */
class DeepBatchTest {
  private final DeepLayout layout = TestModels.layout();

  @Test
  void everyRowGoesThroughBlocksOfOneShapeThatHoldNothingOfAnEarlierOne() throws Exception {
    try (DeepBatch batch = new DeepBatch(layout, 300)) {
      fill(batch, 300);
      assertThat(rowsOfBlocks(batch, Places.all(Block.ROWS))).containsExactly(256, 44);
      batch.clear();
      fill(batch, 3);
      assertThat(rowsOfBlocks(batch, Places.all(Block.ROWS))).containsExactly(3);
    }
  }

  @Test
  void rowsStandOnlyWhereTheyMayAndABlockEndsWithItsCalendars() throws Exception {
    Places places = new Places(new int[] {1, 5, 200}, new int[] {7, 9});
    DeepCalendar days = TestModels.days();
    DeepLayout layout = new DeepLayout(28, 7, new double[] {0.1, 0.5, 0.9}, days.names());
    try (DeepBatch batch = new DeepBatch(layout, 7)) {
      int[] calendars = {
        batch.blankCalendar(), batch.calendar(1, "a", days), batch.calendar(2, "a", days)
      };
      for (int i : new int[] {0, 0, 1, 0, 1, 2, 2}) {
        batch.add(row(layout, i + 1), new int[3], calendars[i], null);
      }
      List<String> seen = new ArrayList<>();
      batch.run(
          places,
          block -> {
            TFloat32 rows = (TFloat32) block.inputs().get(Contract.ROWS);
            TInt32 calendarRows = (TInt32) block.inputs().get(Contract.CALENDAR_ROW);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < Block.ROWS; i++) {
              if (rows.getFloat(i, 0) != 0) {
                text.append(i).append(':').append((int) rows.getFloat(i, 0) - 1);
                text.append('@').append(calendarRows.getInt(i)).append(' ');
              }
            }
            seen.add(text.toString());
            answer(layout, block);
          });
      assertThat(seen).containsExactly("1:0@7 5:0@7 200:1@9 ", "1:0@7 5:1@9 ", "1:2@7 5:2@7 ");
      assertThat(batch.mean(2, 0)).isEqualTo(2);
      assertThat(batch.mean(6, 0)).isEqualTo(3);
    }
  }

  /**
   * Rows that are in each block, each where it belongs; the mean that a row has is its first
   * number.
   */
  private List<Integer> rowsOfBlocks(DeepBatch batch, Places places) throws Exception {
    List<Integer> counts = new ArrayList<>();
    batch.run(
        places,
        block -> {
          TFloat32 rows = (TFloat32) block.inputs().get(Contract.ROWS);
          TInt32 codes = (TInt32) block.inputs().get(Contract.CODES);
          TFloat32 plan = (TFloat32) block.inputs().get(Contract.PLAN);
          assertThat(rows.shape().asArray()).containsExactly(256, layout.rowSize());
          int count = 0;
          while (count < Block.ROWS && rows.getFloat(count, 0) != 0) {
            count++;
          }
          for (int i = 0; i < Block.ROWS; i++) {
            assertThat(rows.getFloat(i, 0) != 0).isEqualTo(i < count);
            assertThat(codes.getInt(i, 2)).isEqualTo(i < count ? 7 : 0);
            assertThat(plan.getFloat(i, 6, 1)).isEqualTo(i < count ? 0.5f : 0);
          }
          counts.add(count);
          answer(layout, block);
        });
    for (int i = 0; i < batch.size(); i++) {
      assertThat(batch.mean(i, 1)).isEqualTo(i + 1);
    }
    return counts;
  }

  private static void answer(DeepLayout layout, Block block) {
    TFloat32 rows = (TFloat32) block.inputs().get(Contract.ROWS);
    try (TFloat32 mean = TFloat32.tensorOf(Shape.of(Block.ROWS, layout.horizons()));
        TFloat32 quantile =
            TFloat32.tensorOf(Shape.of(Block.ROWS, layout.horizons(), layout.levels().length))) {
      for (int i = 0; i < Block.ROWS; i++) {
        for (int h = 0; h < layout.horizons(); h++) {
          mean.setFloat(rows.getFloat(i, 0), i, h);
        }
      }
      block.take(mean, quantile);
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
      batch.add(row(layout, i + 1), new int[] {1, 2, 7}, calendar, plan);
    }
  }

  private static float[] row(DeepLayout layout, float first) {
    float[] row = new float[layout.rowSize()];
    row[0] = first;
    return row;
  }
}
