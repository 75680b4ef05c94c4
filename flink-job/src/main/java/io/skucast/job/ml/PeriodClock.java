package io.skucast.job.ml;

import io.skucast.job.learn.SealedClock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * How far the rows that a subtask has seen have come, in periods: the event time of tables that
 * have a period column. A watermark's milliseconds are periods here: that of period p says that all
 * rows through p have come.
 */
final class PeriodClock {
  /** How training reads these watermarks. */
  static final SealedClock SEALED =
      watermark -> (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE - 1, watermark));

  private static final int NONE = Integer.MIN_VALUE;

  private final int lateness;
  private int newest = NONE;

  /**
   * @param lateness periods by which a row may come after one of a later period; below 0: any
   */
  PeriodClock(int lateness) {
    this.lateness = lateness;
  }

  /** The last period that no row may be of any more. */
  int sealed() {
    return lateness < 0 || newest == NONE ? NONE : newest - lateness - 1;
  }

  /**
   * Moves on to a row's period.
   *
   * @return whether this sealed more
   */
  boolean advance(int period) {
    int before = sealed();
    newest = Math.max(newest, period);
    return sealed() > before;
  }

  /** One entry a subtask; all see those of all. */
  void store(ListState<Tuple2<Integer, Integer>> state, int subtask) throws Exception {
    state.update(List.of(Tuple2.of(subtask, newest)));
  }

  /**
   * Goes on where the subtask was; after a rescale where the slowest was, as rows are dealt anew.
   */
  void restore(ListState<Tuple2<Integer, Integer>> state, int subtask, int subtasks)
      throws Exception {
    List<Tuple2<Integer, Integer>> stored = new ArrayList<>();
    state.get().forEach(stored::add);
    boolean same = stored.size() == subtasks;
    newest =
        stored.stream()
            .filter(entry -> !same || entry.f0 == subtask)
            .mapToInt(entry -> entry.f1)
            .min()
            .orElse(NONE);
  }
}
