package io.skucast.job.operator;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.job.config.Settings;
import io.skucast.job.operator.LevelPathCluster.Parts;
import io.skucast.job.state.States;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The job with a bug planted in it, to see that the simulation would notice. */
final class LevelPathBugs {
  private LevelPathBugs() {}

  /** Sums of periods that are not sealed everywhere are not in the checkpoint. */
  static Parts forgetsOpenSums(Settings settings) {
    return new Parts(settings) {
      @Override
      LevelOperator level() {
        return new LevelOperator(settings, LevelPathCluster.LEVELS) {
          @Override
          public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            getOperatorStateBackend().getListState(States.openCells()).clear();
          }
        };
      }
    };
  }

  /** Factors that levels still have to be issued by are not in the checkpoint. */
  static Parts forgetsFactors(Settings settings) {
    return new Parts(settings) {
      @Override
      LevelOperator level() {
        return new LevelOperator(settings, LevelPathCluster.LEVELS) {
          @Override
          public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            getOperatorStateBackend().getListState(States.factorsInForce()).clear();
          }
        };
      }
    };
  }

  /** Outlooks are issued by whatever factors have come so far. */
  static Parts doesNotWait(Settings settings) {
    return new Parts(settings) {
      @Override
      Reconciliation reconciliation() {
        return new Impatient(settings);
      }
    };
  }

  private static final class Impatient extends Reconciliation {
    Impatient(Settings settings) {
      super(settings, LevelPathCluster.ACCURACY, LevelPathCluster.SCORES, LevelPathCluster.ALERTS);
    }

    @Override
    public void processElement(Outlook outlook, ReadOnlyContext context, Collector<Forecast> out)
        throws Exception {
      super.processElement(outlook, new EndOfTime(context), out);
    }

    /** The context as it is, but for its watermark. */
    private final class EndOfTime extends ReadOnlyContext {
      private final ReadOnlyContext actual;

      EndOfTime(ReadOnlyContext actual) {
        this.actual = actual;
      }

      @Override
      public long currentWatermark() {
        return Long.MAX_VALUE;
      }

      @Override
      public TimerService timerService() {
        return actual.timerService();
      }

      @Override
      public String getCurrentKey() {
        return actual.getCurrentKey();
      }

      @Override
      public Long timestamp() {
        return actual.timestamp();
      }

      @Override
      public <X> void output(OutputTag<X> tag, X value) {
        actual.output(tag, value);
      }

      @Override
      public long currentProcessingTime() {
        return actual.currentProcessingTime();
      }

      @Override
      public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(
          MapStateDescriptor<K, V> descriptor) {
        return actual.getBroadcastState(descriptor);
      }
    }
  }

  /** Levels take a period when it is over in one zone, and not in all. */
  static Parts takesPeriodsEarly(Settings settings) {
    return new Parts(settings) {
      @Override
      LevelOperator level() {
        return new LevelOperator(
            settings.with(Map.of("calendar.zones", "")), LevelPathCluster.LEVELS);
      }
    };
  }
}
