package io.skucast.job.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.sale.Series;
import io.skucast.job.config.Settings;
import io.skucast.job.operator.Share;
import io.skucast.job.operator.Subtasks;
import io.skucast.job.state.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** When outlooks are asked of, and what of those that wait is in a checkpoint. */
class DeepForecastsTest {
  private static final OutputTag<Forecast> FORECASTS =
      new OutputTag<>("forecasts", TypeInformation.of(Forecast.class));
  private static final OutputTag<Share> SHARES =
      new OutputTag<>("shares", TypeInformation.of(Share.class));
  private static final OutputTag<DeepFault> FAULTS =
      new OutputTag<>("faults", TypeInformation.of(DeepFault.class));
  private static final long DAY_MILLIS = 86_400_000L;
  private static final int ORIGIN = 19_800;
  private static final int SERIES = 10;
  private static final Settings SETTINGS =
      Settings.of(
          Map.of(
              "deep.enabled", "true",
              "deep.models", "/never/read",
              "deep.chunk", "4",
              "forecast.levels", "0.5",
              "forecast.horizons", "1",
              "accuracy.lags", "1"));

  /** Says 100 for every row. */
  private static final class Hundred implements ModelSource {
    private static final long serialVersionUID = 1;

    @Override
    public LoadedModel load(DeepVersion version) {
      return new LoadedModel() {
        @Override
        public List<DeepAnswer> ask(List<DeepRow> rows) {
          return rows.stream()
              .map(row -> new DeepAnswer(new double[] {100}, new double[][] {{100}}))
              .toList();
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void outlooksWaitForTheDecisionsOfTheirOriginAndNotForMore() throws Exception {
    Subtasks<KeyedTwoInputStreamOperatorTestHarness<String, Outlook, DeepVersion, Outlook>> one =
        open(1, null, 1);
    var harness = one.get(0);
    harness.processWatermark2(new Watermark(endOf(ORIGIN - 2)));
    send(one);
    harness.processWatermark1(new Watermark(endOf(ORIGIN)));
    assertThat(outlooks(one)).as("before the decisions have come").isEmpty();
    harness.processElement2(new StreamRecord<>(new DeepVersion("v1", "sha", 1, ORIGIN)));
    harness.processWatermark2(new Watermark(endOf(ORIGIN - 1)));
    assertThat(outlooks(one))
        .hasSize(SERIES)
        .allMatch(o -> o.deepVersion().equals("v1") && o.mean()[0] == 0.5 * 2 + 0.5 * 100);
    one.close();
  }

  @Test
  void aFullChunkGoesOutAtOnceOnceAllIsDecided() throws Exception {
    var one = open(1, null, 1);
    one.get(0).processWatermark2(new Watermark(endOf(ORIGIN - 1)));
    send(one);
    assertThat(outlooks(one)).hasSize(8);
    one.prepareSnapshot(1);
    assertThat(outlooks(one)).as("the rest leaves before a barrier").hasSize(2);
    one.close();
  }

  @Test
  void whatWaitsAtABarrierIsInTheCheckpointAndNoMoreOnceItHasGone() throws Exception {
    var one = open(1, null, 1);
    send(one);
    one.prepareSnapshot(1);
    assertThat(outlooks(one)).isEmpty();
    OperatorSubtaskState waiting = one.snapshot(1);
    one.close();

    var three = open(3, waiting, 1);
    for (var harness : three.all()) {
      harness.processElement2(new StreamRecord<>(new DeepVersion("v1", "sha", 1, ORIGIN)));
      harness.processWatermark2(new Watermark(endOf(ORIGIN)));
      harness.processWatermark1(new Watermark(endOf(ORIGIN)));
    }
    assertThat(outlooks(three))
        .hasSize(SERIES)
        .extracting(Outlook::seriesKey)
        .doesNotHaveDuplicates();
    OperatorSubtaskState empty = three.snapshot(2);
    assertThat(stored(three)).isZero();
    three.close();

    var again = open(2, empty, 3);
    assertThat(stored(again)).isZero();
    again.close();
  }

  @Test
  void aLaterOutlookOfASeriesAndOriginTakesThePlaceOfTheOneThatWaits() throws Exception {
    var one = open(1, null, 1);
    one.get(0).processElement1(new StreamRecord<>(outlook(1, 5)));
    one.get(0).processElement1(new StreamRecord<>(outlook(1, 6)));
    one.get(0).processWatermark2(new Watermark(endOf(ORIGIN)));
    one.get(0).processWatermark1(new Watermark(endOf(ORIGIN)));
    assertThat(outlooks(one)).extracting(Outlook::revision).containsExactly(6L);
    one.close();
  }

  @Test
  void theLastOutlooksComeAfterTheLastWatermark() throws Exception {
    var one = open(1, null, 1);
    one.get(0).processWatermark1(new Watermark(Long.MAX_VALUE));
    one.get(0).processWatermark2(new Watermark(Long.MAX_VALUE));
    one.get(0).processElement1(new StreamRecord<>(outlook(1, 5)));
    one.get(0).endInput1();
    assertThat(outlooks(one)).hasSize(1);
    one.close();
  }

  private static Subtasks<
          KeyedTwoInputStreamOperatorTestHarness<String, Outlook, DeepVersion, Outlook>>
      open(int parallelism, OperatorSubtaskState state, int from) throws Exception {
    Subtasks<KeyedTwoInputStreamOperatorTestHarness<String, Outlook, DeepVersion, Outlook>> all =
        new Subtasks<>(
            parallelism,
            false,
            i ->
                new KeyedTwoInputStreamOperatorTestHarness<>(
                    new DeepForecasts(SETTINGS, new Hundred(), FORECASTS, SHARES, FAULTS),
                    Outlook::seriesKey,
                    null,
                    Types.STRING,
                    Subtasks.MAX_PARALLELISM,
                    parallelism,
                    i));
    all.open(state, from);
    return all;
  }

  private static void send(
      Subtasks<KeyedTwoInputStreamOperatorTestHarness<String, Outlook, DeepVersion, Outlook>> to)
      throws Exception {
    for (int i = 0; i < SERIES; i++) {
      Outlook outlook = outlook(i, 5);
      to.of(outlook.seriesKey()).processElement1(new StreamRecord<>(outlook));
    }
  }

  private static long endOf(int period) {
    return (period + 1) * DAY_MILLIS - 1;
  }

  private static List<Outlook> outlooks(
      Subtasks<KeyedTwoInputStreamOperatorTestHarness<String, Outlook, DeepVersion, Outlook>> of) {
    List<Outlook> taken = new ArrayList<>();
    for (var harness : of.all()) {
      for (Object out : Subtasks.take(harness)) {
        if (out instanceof Outlook outlook) {
          taken.add(outlook);
        }
      }
    }
    return taken;
  }

  /** Series that hold something in the state of outlooks that wait. */
  private static long stored(
      Subtasks<KeyedTwoInputStreamOperatorTestHarness<String, Outlook, DeepVersion, Outlook>> of) {
    long keys = 0;
    for (var harness : of.all()) {
      try (var stored =
          harness
              .getOperator()
              .getKeyedStateBackend()
              .getKeys(States.outlooksForDeep().getName(), VoidNamespace.INSTANCE)) {
        keys += stored.count();
      }
    }
    return keys;
  }

  private static Outlook outlook(int series, long revision) {
    return new Outlook(
            new Series("sku" + series, "north").key(),
            "",
            ORIGIN,
            revision,
            50,
            true,
            0,
            new double[] {2},
            new double[][] {{2}},
            new float[][] {{2}},
            new float[][] {{0}, {0}, {0}, {0}},
            new float[0],
            new SealedRow[0],
            new Contribution[0],
            Double.NaN)
        .with(new float[] {series}, Outlook.NO_DEEP_VERSION);
  }
}
