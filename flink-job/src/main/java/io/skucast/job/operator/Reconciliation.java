package io.skucast.job.operator;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.Newcomer;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.level.Factors;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.state.States;
import io.skucast.job.time.OriginClock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * From outlooks to forecasts: what a series expects, times the factor of its cell. An outlook waits
 * in keyed state until the watermark of both inputs says that its origin is over everywhere, since
 * then the factors that it must be issued by have come; a correction, which comes later, does not
 * wait.
 */
public class Reconciliation
    extends KeyedBroadcastProcessFunction<String, Outlook, Factors, Forecast> {
  /** At the end of input origins may lie a little beyond the last period that was summed. */
  private static final int OLDEST_FACTORS = 2;

  private final Settings settings;

  private transient OriginClock clock;
  private transient boolean reconciles;
  private transient int lateness;
  private transient MapState<Integer, Outlook> waiting;

  public Reconciliation(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    clock = new OriginClock(settings.calendars());
    reconciles = settings.get(Options.RECONCILE);
    lateness = settings.get(Options.LATENESS_PERIODS);
    waiting = getRuntimeContext().getMapState(States.waitingOutlooks());
  }

  @Override
  public void processElement(Outlook outlook, ReadOnlyContext context, Collector<Forecast> out)
      throws Exception {
    long release = clock.end(outlook.origin()) - 1;
    if (!reconciles || context.currentWatermark() >= release) {
      issue(outlook, context.getBroadcastState(States.factors()), out);
      return;
    }
    waiting.put(outlook.origin(), outlook.after(waiting.get(outlook.origin())));
    context.timerService().registerEventTimeTimer(release);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Forecast> out)
      throws Exception {
    int origin = clock.lastEnded(timestamp);
    Outlook outlook = waiting.get(origin);
    if (outlook != null) {
      waiting.remove(origin);
      issue(outlook, context.getBroadcastState(States.factors()), out);
    }
  }

  @Override
  public void processBroadcastElement(Factors factors, Context context, Collector<Forecast> out)
      throws Exception {
    BroadcastState<String, Factors> state = context.getBroadcastState(States.factors());
    state.put(key(factors.category(), factors.location(), factors.learned()), factors);
    // A correction may still reach back by the lateness.
    int oldest = factors.learned() - lateness - OLDEST_FACTORS - 1;
    state.remove(key(factors.category(), factors.location(), oldest));
  }

  private static String key(String category, String location, int learned) {
    return Level.series(category, location).key() + '\u001f' + learned;
  }

  private void issue(
      Outlook outlook, ReadOnlyBroadcastState<String, Factors> known, Collector<Forecast> out)
      throws Exception {
    Series series = Series.ofKey(outlook.seriesKey());
    double trust = reconciles ? Newcomer.trust(outlook.observations()) : 1;
    Factors factors = reconciles ? factors(outlook, series, known) : null;
    double[] mean = new double[outlook.mean().length];
    double[][] quantiles = new double[outlook.quantiles().length][mean.length];
    for (int h = 0; h < mean.length; h++) {
      double own = outlook.mean()[h];
      int target = outlook.origin() + h + 1;
      mean[h] = factors == null ? trust * own : factors.issued(target, own, trust);
      for (int l = 0; l < quantiles.length; l++) {
        quantiles[l][h] =
            own > 0 ? outlook.quantiles()[l][h] * (mean[h] / own) : outlook.quantiles()[l][h];
      }
    }
    if (outlook.issued()) {
      out.collect(
          new Forecast(
              series.sku(),
              series.location(),
              outlook.origin(),
              ForecasterBank.COMBINED,
              outlook.revision(),
              mean,
              quantiles));
    }
  }

  /** Those learned up to the origin less the lateness, or null where there are none. */
  private Factors factors(
      Outlook outlook, Series series, ReadOnlyBroadcastState<String, Factors> known)
      throws Exception {
    Factors factors = null;
    for (int older = 0; factors == null && older <= OLDEST_FACTORS; older++) {
      int learned = outlook.origin() - lateness - older;
      factors = known.get(key(outlook.category(), series.location(), learned));
    }
    return factors;
  }
}
