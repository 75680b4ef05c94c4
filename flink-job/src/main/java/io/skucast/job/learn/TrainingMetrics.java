package io.skucast.job.learn;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.GroupLearner;
import io.skucast.core.learn.ModelGroup;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What training shows of itself: per model group the last version and the refusals, which survive a
 * restart with the learners, and over all groups the rows that were not taken in as they are.
 */
final class TrainingMetrics {
  static final String GROUP = "model_group";
  static final String VERSION = "model_version";
  static final String EFFECTIVE_ORIGIN = "model_effective_origin";
  static final String SAMPLES = "model_samples";
  static final String LOSS = "model_held_out_loss";
  static final String REFUSALS = "model_refusals";
  static final String ROWS_REFUSED = "training_rows_refused";
  static final String ROWS_CUT = "training_rows_cut";

  private final MetricGroup metrics;
  private final Counter refusedRows;
  private final Counter cutRows;

  TrainingMetrics(MetricGroup metrics) {
    this.metrics = metrics;
    refusedRows = metrics.counter(ROWS_REFUSED);
    cutRows = metrics.counter(ROWS_CUT);
  }

  /** Shows a group from now on. */
  void show(ModelGroup group, GroupLearner learner) {
    MetricGroup own = metrics.addGroup(GROUP, group.key());
    own.gauge(VERSION, () -> learner.newestVersion);
    own.gauge(EFFECTIVE_ORIGIN, () -> learner.effectiveOrigin);
    own.gauge(SAMPLES, () -> learner.samples);
    own.gauge(LOSS, () -> learner.loss);
    own.gauge(REFUSALS, () -> learner.refusals);
  }

  /** Counts what came; what its group adds to that of all categories is not counted again. */
  void count(BlockSums part) {
    refusedRows.inc(part.refused());
    cutRows.inc(part.cut());
  }
}
