package io.skucast.job.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.GroupLearner;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class TrainingMetricsTest {
  private static final ModelGroup TOYS = new ModelGroup(ModelGroup.LINEAR, "toys", 1, 7);

  @Test
  void aGroupShowsItsLastVersionUnderItsKey() {
    Shown shown = new Shown("", new TreeMap<>());
    GroupLearner learner = GroupLearner.of(TOYS);
    new TrainingMetrics(shown).show(TOYS, learner);
    learner.newestVersion = 35;
    learner.effectiveOrigin = 37;
    learner.samples = 2000;
    learner.loss = 0.25;
    learner.refusals = 3;
    String group = "/model_group/linear:1-7:toys/";
    assertThat(shown.values())
        .containsEntry(group + "model_version", 35L)
        .containsEntry(group + "model_effective_origin", 37)
        .containsEntry(group + "model_samples", 2000L)
        .containsEntry(group + "model_held_out_loss", 0.25)
        .containsEntry(group + "model_refusals", 3L);
  }

  @Test
  void rowsThatAreNotTakenInAsTheyAreAreCounted() {
    Shown shown = new Shown("", new TreeMap<>());
    BlockSums sums = BlockSums.none(TOYS, 0, 10);
    sums.add(new Lesson(TOYS, 0, new double[] {Double.NaN}, 1, 1, 1));
    sums.add(new Lesson(TOYS, 0, new double[] {1e12}, 1, 1, 2));
    sums.add(new Lesson(TOYS, 0, new double[] {1}, 1, 1, 3));
    new TrainingMetrics(shown).count(sums);
    assertThat(shown.values())
        .containsEntry("/training_rows_refused", 1L)
        .containsEntry("/training_rows_cut", 1L);
  }

  /** Keeps what is registered, by its path. */
  private static final class Shown extends UnregisteredMetricsGroup {
    private final String path;
    private final Map<String, Gauge<?>> gauges;

    Shown(String path, Map<String, Gauge<?>> gauges) {
      this.path = path;
      this.gauges = gauges;
    }

    Map<String, Object> values() {
      Map<String, Object> values = new TreeMap<>();
      gauges.forEach((name, gauge) -> values.put(name, gauge.getValue()));
      return values;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Shown(path + "/" + key + "/" + value, gauges);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(path + "/" + name, gauge);
      return gauge;
    }

    @Override
    public Counter counter(String name) {
      Counter counter = new SimpleCounter();
      Gauge<Long> count = counter::getCount;
      gauge(name, count);
      return counter;
    }
  }
}
