package io.skucast.job.state;

import static io.skucast.job.state.StateEntry.Kind.BROADCAST;
import static io.skucast.job.state.StateEntry.Kind.LIST;
import static io.skucast.job.state.StateEntry.Kind.MAP;
import static io.skucast.job.state.StateEntry.Kind.UNION;
import static io.skucast.job.state.StateEntry.Kind.VALUE;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Which operator keeps which state: what tools outside the job read savepoints by. Only states of
 * our own; those of Kafka's ends, of the sink of documents and of timers are Flink's.
 */
public final class StateCatalogue {
  /** Every keyed state is keyed by this: {@code Series.key()}, or that of a level. */
  public static final TypeInformation<String> KEY = Types.STRING;

  private static final List<StateEntry> ALL =
      List.of(
          new StateEntry(Uids.RECEPTION, LIST, States.receptionCounts()),
          new StateEntry(Uids.SIGNAL_RECEPTION, LIST, States.receptionCounts()),
          new StateEntry(Uids.DEMAND_WINDOWS, VALUE, States.seriesClock()),
          new StateEntry(Uids.DEMAND_WINDOWS, MAP, States.periodBuckets()),
          new StateEntry(Uids.DEMAND_WINDOWS, MAP, States.signalBuckets()),
          new StateEntry(Uids.DEMAND_WINDOWS, LIST, States.saleCounts()),
          new StateEntry(Uids.DEMAND_WINDOWS, UNION, States.watermark()),
          new StateEntry(Uids.DEMAND_STATE, VALUE, States.seriesDemand()),
          new StateEntry(Uids.DEMAND_STATE, VALUE, States.deepWindows()),
          new StateEntry(Uids.DEMAND_STATE, MAP, States.unitsHistory()),
          new StateEntry(Uids.DEMAND_STATE, LIST, States.resultCounts()),
          new StateEntry(Uids.LESSONS, VALUE, States.lessonRows()),
          new StateEntry(Uids.LESSON_SUMS, LIST, States.openLessonSums()),
          new StateEntry(Uids.TRAINING, LIST, States.openBlockSums()),
          new StateEntry(Uids.TRAINING, LIST, States.learners()),
          new StateEntry(Uids.TRAINING, LIST, States.trainingProgress()),
          new StateEntry(Uids.MODEL_FORECASTS, MAP, States.outlooksForModels()),
          new StateEntry(Uids.MODEL_FORECASTS, BROADCAST, States.models()),
          new StateEntry(Uids.MODEL_FORECASTS, LIST, States.resultCounts()),
          new StateEntry(Uids.DEEP_REGISTRY, LIST, States.registryEntries()),
          new StateEntry(Uids.DEEP_TRIAL, BROADCAST, States.candidates()),
          new StateEntry(Uids.DEEP_TRIAL, LIST, States.waitingDeepLessons()),
          new StateEntry(Uids.DEEP_JUDGE, LIST, States.judgedVersions()),
          new StateEntry(Uids.DEEP_JUDGE, LIST, States.deepDecisions()),
          new StateEntry(Uids.DEEP_JUDGE, LIST, States.openCandidates()),
          new StateEntry(Uids.DEEP_JUDGE, LIST, States.openTrialSums()),
          new StateEntry(Uids.DEEP_FORECASTS, MAP, States.outlooksForDeep()),
          new StateEntry(Uids.DEEP_FORECASTS, BROADCAST, States.deepVersions()),
          new StateEntry(Uids.DEEP_FORECASTS, LIST, States.resultCounts()),
          new StateEntry(Uids.DEEP_ALERTS, LIST, States.openFaults()),
          new StateEntry(Uids.DEEP_ALERTS, LIST, States.faultEpisodes()),
          new StateEntry(Uids.LEVELS, LIST, States.levelNodes()),
          new StateEntry(Uids.LEVELS, LIST, States.openCells()),
          new StateEntry(Uids.LEVELS, LIST, States.factorsInForce()),
          new StateEntry(Uids.LEVELS, LIST, States.levelWatermark()),
          new StateEntry(Uids.LEVELS, LIST, States.resultCounts()),
          new StateEntry(Uids.RECONCILIATION, MAP, States.waitingOutlooks()),
          new StateEntry(Uids.RECONCILIATION, BROADCAST, States.factors()),
          new StateEntry(Uids.RECONCILIATION, VALUE, States.ledger()),
          new StateEntry(Uids.RECONCILIATION, MAP, States.ledgerPages()),
          new StateEntry(Uids.RECONCILIATION, LIST, States.resultCounts()),
          new StateEntry(Uids.SCORE_ROLL_UP, MAP, States.openScoreSums()));

  private StateCatalogue() {}

  /** Every state of the job, whatever its options. */
  public static List<StateEntry> all() {
    return ALL;
  }

  /** The states of one operator; none where it keeps none. */
  public static List<StateEntry> of(String uid) {
    return ALL.stream().filter(entry -> entry.uid().equals(uid)).toList();
  }
}
