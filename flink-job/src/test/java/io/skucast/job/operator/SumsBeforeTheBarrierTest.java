package io.skucast.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.level.CellSums;
import io.skucast.core.score.PeriodScore;
import io.skucast.core.score.ScoreSums;
import io.skucast.core.score.Scored;
import io.skucast.job.config.Settings;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Sums in the making are no state: they have to leave before a checkpoint's barrier does. */
class SumsBeforeTheBarrierTest {
  private static final Settings SETTINGS =
      Settings.of(Map.of("time.lateness-periods", "0", "accuracy.lags", "1"));

  @Test
  void theSumsOfCellsAreSent() throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<Share, CellSums>(new CellSummingOperator());
    harness.open();
    addShares(harness);
    assertThat(Subtasks.take(harness)).isEmpty();
    harness.prepareSnapshotPreBarrier(1);
    assertSums(Subtasks.take(harness));
    harness.prepareSnapshotPreBarrier(2);
    assertThat(Subtasks.take(harness)).as("sent twice").isEmpty();
    harness.close();
  }

  @Test
  void theSumsOfCellsAreSentBeforeTheWatermarkThatCountsOnThem() throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<Share, CellSums>(new CellSummingOperator());
    harness.open();
    addShares(harness);
    harness.processWatermark(7);
    List<Object> sent = Subtasks.take(harness);
    assertSums(sent.subList(0, 2));
    assertThat(sent.subList(2, sent.size())).containsExactly(new Watermark(7));
    harness.close();
  }

  @Test
  void theSumsOfCellsAreSentAtTheEndThoughNoWatermarkFollows() throws Exception {
    CellSummingOperator operator = new CellSummingOperator();
    var harness = new OneInputStreamOperatorTestHarness<Share, CellSums>(operator);
    harness.open();
    addShares(harness);
    operator.finish();
    assertSums(Subtasks.take(harness));
    harness.close();
  }

  private static void addShares(OneInputStreamOperatorTestHarness<Share, CellSums> harness)
      throws Exception {
    harness.processElement(new Share("toys", "all", 19_000, 3000, 1, new double[] {2, 4}), 0);
    harness.processElement(new Share("toys", "all", 19_000, -500, 0.5, new double[] {1, 1}), 0);
    harness.processElement(new Share("toys", "all", 19_001, 7000, 1, new double[] {3, 3}), 0);
  }

  private static void assertSums(List<Object> sent) {
    assertThat(sent)
        .map(CellSums.class::cast)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrder(
            new CellSums(
                "toys", "all", 19_000, 2500, 1_500_000, 500_000, new long[] {2_500_000, 4_500_000}),
            new CellSums(
                "toys", "all", 19_001, 7000, 1_000_000, 0, new long[] {3_000_000, 3_000_000}));
  }

  @Test
  void theSumsOfScoresAreSent() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<SeriesScore, ScoreSums>(
            new ScoreSummingOperator(SETTINGS));
    harness.open();
    double[] one = {1};
    Scored scored =
        new Scored(
            "a",
            "all",
            19_000,
            "combined",
            3,
            new int[] {1},
            new PeriodScore(one, one, one, one, one, one, one),
            null);
    harness.processElement(new SeriesScore("toys", scored), 0);
    assertThat(Subtasks.take(harness)).isEmpty();
    harness.prepareSnapshotPreBarrier(1);
    assertThat(Subtasks.take(harness))
        .extracting(sums -> ((ScoreSums) sums).seriesKey())
        .containsExactlyInAnyOrder(ScoreSums.levelsOf("toys", "all"));
    harness.prepareSnapshotPreBarrier(2);
    assertThat(Subtasks.take(harness)).as("sent twice").isEmpty();
    harness.close();
  }
}
