package io.skucast.job.operator;

import io.skucast.core.demand.Observation;
import io.skucast.core.forecast.Trend;
import io.skucast.core.sale.Entry;
import io.skucast.core.sale.Series;
import io.skucast.job.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/** Demand windows and demand state, and the last revision of what comes out of them. */
final class SeriesPathCluster implements SimulatedCluster {

  /** What comes out, over crashes too: nothing is taken back by one. */
  static final class Answer {
    final TreeMap<String, Observation> observations = new TreeMap<>();
    final TreeSet<String> lateIds = new TreeSet<>();
    final LatestResults results = new LatestResults();

    private void observation(Observation o) {
      observations.merge(
          Series.ofKey(o.seriesKey()).sku() + "/" + o.period(),
          o,
          (a, b) -> b.revision() >= a.revision() ? b : a);
    }
  }

  private final int parallelism;
  private final SeriesPath path;
  private final Answer answer;

  SeriesPathCluster(
      int parallelism,
      boolean rocks,
      Settings settings,
      Supplier<DemandWindowOperator> window,
      Answer answer)
      throws Exception {
    this.parallelism = parallelism;
    this.answer = answer;
    this.path =
        new SeriesPath(
            parallelism,
            rocks,
            window,
            () ->
                new DemandStateOperator(
                    settings,
                    SeriesPath.FORECASTS,
                    SeriesPath.OUTLOOKS,
                    SeriesPath.SEALED,
                    SeriesPath.DEEP_LESSONS));
  }

  @Override
  public void open(Checkpoint checkpoint) throws Exception {
    path.open(checkpoint);
  }

  @Override
  public Checkpoint snapshot(long id) throws Exception {
    Map<String, OperatorSubtaskState> states = new HashMap<>();
    path.snapshot(id, states);
    return new Checkpoint(parallelism, states);
  }

  @Override
  public void process(Entry entry) throws Exception {
    path.process(entry);
    collect();
  }

  @Override
  public void watermark(long millis) throws Exception {
    path.watermark(millis, answer::observation);
    collect();
  }

  @Override
  public void endInput() throws Exception {
    path.endInput();
    collect();
  }

  private void collect() {
    for (var window : path.windows.all()) {
      Subtasks.take(window, SeriesPath.LATE).forEach(sale -> answer.lateIds.add(sale.id()));
      Subtasks.take(window, SeriesPath.REJECTED).forEach(r -> answer.lateIds.add(r.source()));
    }
    for (var demand : path.demands.all()) {
      for (Object out : Subtasks.take(demand)) {
        if (out instanceof Trend trend) {
          answer.results.trend(trend);
        }
      }
      Subtasks.take(demand, SeriesPath.FORECASTS).forEach(answer.results::forecast);
      Subtasks.take(demand, SeriesPath.OUTLOOKS).forEach(answer.results::outlook);
      Subtasks.take(demand, SeriesPath.SEALED)
          .forEach(answer.results::sealed);
    }
  }

  int timers() {
    return path.timers();
  }

  @Override
  public void close() throws Exception {
    path.close();
  }
}
