package io.skucast.job.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.skucast.core.demand.Observation;
import io.skucast.core.level.CellSums;
import io.skucast.core.sale.Series;
import io.skucast.core.score.PeriodScore;
import io.skucast.core.score.ScoreSums;
import io.skucast.core.score.Scored;
import io.skucast.job.config.Settings;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Sums in the making are no state: they have to leave before a checkpoint's barrier does. */
class SumsBeforeTheBarrierTest {
  private static final Settings SETTINGS =
      Settings.of(Map.of("time.lateness-periods", "0", "accuracy.lags", "1"));

  @Test
  void demandStateSendsTheSumsOfCells() throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new DemandStateOperator(
                SETTINGS, SeriesPath.FORECASTS, SeriesPath.OUTLOOKS, SeriesPath.SUMS),
            Observation::seriesKey,
            Types.STRING);
    harness.open();
    for (String sku : List.of("a", "b")) {
      harness.processElement(
          new Observation(Series.key(sku, "all"), 19_000, 3000, 0, 0, 0, 1, 19_001), 0);
    }
    assertThat(Subtasks.take(harness, SeriesPath.SUMS)).isEmpty();
    harness.prepareSnapshotPreBarrier(1);
    assertThat(Subtasks.take(harness, SeriesPath.SUMS))
        .extracting(CellSums::period, CellSums::unitsMilli)
        .containsExactly(tuple(19_000, 6000L));
    harness.prepareSnapshotPreBarrier(2);
    assertThat(Subtasks.take(harness, SeriesPath.SUMS)).as("sent twice").isEmpty();
    harness.close();
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
