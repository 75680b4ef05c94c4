package io.skucast.deep.train;

import java.util.ArrayList;
import java.util.List;

/** The rows held out: every series at a few origins, in batches of their own. */
final class ValidationRows {
  private static final int BATCH = 1024;

  /**
   * One of them.
   *
   * @param series its place in the list of the training set
   */
  record Row(int series, int origin) {}

  final List<RowBatch> batches = new ArrayList<>();
  final List<Row> rows = new ArrayList<>();

  ValidationRows(TrainingSet set, Sampler sampler, int origins) {
    int last = set.through() - set.layout().horizons();
    for (int i = 0; i < set.series().size(); i++) {
      TrainingSeries series = set.series().get(i);
      for (int o = 0; o < origins; o++) {
        int origin = last - o * TrainerOptions.VALIDATION_APART;
        boolean isKnown = series.first() <= origin && series.last() > origin;
        if (isKnown) {
          add(set, sampler, i, origin);
        }
      }
    }
  }

  private void add(TrainingSet set, Sampler sampler, int index, int origin) {
    if (rows.size() % BATCH == 0) {
      batches.add(new RowBatch(set, BATCH));
    }
    batches.get(batches.size() - 1).add(index, origin, sampler.scale(index), sampler.weight(index));
    rows.add(new Row(index, origin));
  }

  static int batch() {
    return BATCH;
  }
}
