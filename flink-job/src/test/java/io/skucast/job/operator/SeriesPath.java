package io.skucast.job.operator;

import io.skucast.core.deep.DeepLesson;
import io.skucast.core.demand.Observation;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.Trend;
import io.skucast.core.sale.Entry;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Demand windows and, on the same subtask, demand state: the part that goes by series alone. */
final class SeriesPath {
  static final OutputTag<Forecast> FORECASTS =
      new OutputTag<>("forecasts", TypeInformation.of(Forecast.class));
  static final OutputTag<Outlook> OUTLOOKS =
      new OutputTag<>("outlooks", TypeInformation.of(Outlook.class));
  static final OutputTag<SealedRow> SEALED =
      new OutputTag<>("sealed", TypeInformation.of(SealedRow.class));
  static final OutputTag<DeepLesson> DEEP_LESSONS =
      new OutputTag<>("deep-lessons", TypeInformation.of(DeepLesson.class));
  static final OutputTag<Sale> LATE = new OutputTag<>("late", Types.POJO(Sale.class));
  static final OutputTag<Rejection> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(Rejection.class));

  final Subtasks<KeyedOneInputStreamOperatorTestHarness<String, Entry, Observation>> windows;
  final Subtasks<KeyedOneInputStreamOperatorTestHarness<String, Observation, Trend>> demands;

  SeriesPath(
      int parallelism,
      boolean rocks,
      Supplier<DemandWindowOperator> window,
      Supplier<DemandStateOperator> demand)
      throws Exception {
    windows =
        new Subtasks<>(
            parallelism,
            rocks,
            i ->
                new KeyedOneInputStreamOperatorTestHarness<>(
                    window.get(),
                    Entry::seriesKey,
                    Types.STRING,
                    Subtasks.MAX_PARALLELISM,
                    parallelism,
                    i));
    demands =
        new Subtasks<>(
            parallelism,
            rocks,
            i ->
                new KeyedOneInputStreamOperatorTestHarness<>(
                    demand.get(),
                    Observation::seriesKey,
                    Types.STRING,
                    Subtasks.MAX_PARALLELISM,
                    parallelism,
                    i));
  }

  void open(Checkpoint checkpoint) throws Exception {
    windows.open(
        checkpoint == null ? null : checkpoint.of("windows"),
        checkpoint == null ? 0 : checkpoint.parallelism());
    demands.open(
        checkpoint == null ? null : checkpoint.of("demands"),
        checkpoint == null ? 0 : checkpoint.parallelism());
  }

  void snapshot(long id, Map<String, OperatorSubtaskState> states) throws Exception {
    states.put("windows", windows.snapshot(id));
    states.put("demands", demands.snapshot(id));
  }

  void process(Entry entry) throws Exception {
    windows.of(entry.seriesKey()).processElement(entry, 0);
  }

  /** Through both operators; an observation is seen before demand state takes it in. */
  void watermark(long millis, Consumer<Observation> observations) throws Exception {
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).processWatermark(millis);
      for (Object out : Subtasks.take(windows.get(i))) {
        if (out instanceof Watermark watermark) {
          demands.get(i).processWatermark(watermark);
        } else {
          observations.accept((Observation) out);
          demands.get(i).processElement((Observation) out, 0);
        }
      }
    }
  }

  void endInput() throws Exception {
    for (var demand : demands.all()) {
      demand.endInput();
    }
  }

  int timers() {
    return windows.timers() + demands.timers();
  }

  void close() throws Exception {
    windows.close();
    demands.close();
  }
}
