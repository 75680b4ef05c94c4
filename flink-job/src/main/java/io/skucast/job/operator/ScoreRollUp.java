package io.skucast.job.operator;

import io.skucast.core.forecast.DemandStep;
import io.skucast.core.sale.Series;
import io.skucast.core.score.RollUp;
import io.skucast.core.score.RolledUp;
import io.skucast.core.score.ScoreSums;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.state.States;
import io.skucast.job.time.OriginClock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins the sums of all subtasks and issues them once the period is sealed everywhere, of those
 * periods from which forecasts are issued. The last periods before the end of input, which are
 * sealed by it and by no watermark, are not rolled up.
 */
public class ScoreRollUp extends KeyedProcessFunction<String, ScoreSums, RolledUp> {
  private final Settings settings;
  private transient RollUp rollUp;
  private transient OriginClock clock;
  private transient DemandStep origins;
  private transient int lateness;
  private transient MapState<Integer, long[]> open;

  public ScoreRollUp(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    rollUp = new RollUp(settings.ledgerPlan());
    clock = new OriginClock(settings.calendars());
    origins = settings.demandStep();
    lateness = settings.get(Options.LATENESS_PERIODS);
    open = getRuntimeContext().getMapState(States.openScoreSums());
  }

  @Override
  public void processElement(ScoreSums sums, Context context, Collector<RolledUp> out)
      throws Exception {
    if (!origins.isOrigin(sums.period()) || inputEnded(context)) {
      return;
    }
    long[] joined = open.get(sums.period());
    if (joined == null) {
      joined = rollUp.empty();
    }
    rollUp.merge(joined, sums.sums());
    open.put(sums.period(), joined);
    context.timerService().registerEventTimeTimer(clock.end(sums.period() + lateness) - 1);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RolledUp> out)
      throws Exception {
    int period = clock.lastEnded(timestamp) - lateness;
    long[] sums = open.get(period);
    if (sums != null) {
      open.remove(period);
    }
    // What fires at the end of input lacks the series that are sealed by the end alone.
    if (sums != null && !inputEnded(context)) {
      rollUp.read(sums, Series.ofKey(context.getCurrentKey()), period).forEach(out::collect);
    }
  }

  private static boolean inputEnded(KeyedProcessFunction<?, ?, ?>.Context context) {
    return context.timerService().currentWatermark() == Long.MAX_VALUE;
  }
}
