package io.skucast.job.operator;

import io.skucast.core.feature.EventCalendar;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.linear.LinearStep;
import io.skucast.core.linear.Models;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.observe.CountName;
import io.skucast.job.state.States;
import io.skucast.job.time.OriginClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * From what the smoothers of a series expect to what they and the linear model expect together:
 * {@link LinearStep} with the versions that were broadcast.
 *
 * <p>An outlook uses the newest version effective at its origin, whatever moment that arrived:
 * where the watermark of both inputs does not yet say that all such versions have come, the outlook
 * waits in keyed state. Versions are effective one period after they are published, so that none
 * waits but where the versions lag behind.
 */
public class ModelForecasts
    extends KeyedBroadcastProcessFunction<String, Outlook, ModelVersion, Outlook>
    implements CheckpointedFunction {
  private static final List<String> COUNTS =
      List.of(CountName.FORECASTS, CountName.FORECASTS_AGAIN);

  private final Settings settings;
  private final EventCalendar events;
  private final OutputTag<Forecast> forecasts;
  private final OutputTag<Share> shares;

  private transient MapStateDescriptor<String, ModelVersion> modelsDescriptor;
  private transient StoredCounts counts;
  private transient LinearStep step;
  private transient OriginClock clock;
  private transient boolean enabled;
  private transient boolean isLast;
  private transient boolean reconciles;
  private transient boolean publishes;
  private transient boolean publishesUnreconciled;
  private transient int lateness;
  private transient int after;
  private transient int every;
  private transient MapState<Integer, Outlook> waiting;

  /** What the broadcast state holds, as the step reads it; null where that has changed. */
  private transient Models models;

  /**
   * @param forecasts takes the linear model's forecasts, and those of the combination before it is
   *     reconciled
   * @param shares takes what sealed periods add to their cells
   */
  public ModelForecasts(
      Settings settings,
      EventCalendar events,
      OutputTag<Forecast> forecasts,
      OutputTag<Share> shares) {
    this.settings = settings;
    this.events = events;
    this.forecasts = forecasts;
    this.shares = shares;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counts = new StoredCounts(COUNTS);
    counts.restore(context.getOperatorStateStore(), States.resultCounts());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    enabled = settings.get(LinearOptions.ENABLED);
    isLast = !settings.get(DeepOptions.ENABLED);
    reconciles = settings.get(Options.RECONCILE);
    List<String> published = settings.rehearses() ? List.of() : settings.get(Options.PUBLISH);
    publishes = published.contains(ForecasterBank.LINEAR);
    publishesUnreconciled = published.contains(ForecasterBank.UNRECONCILED);
    lateness = settings.get(Options.LATENESS_PERIODS);
    after = LinearOptions.effectiveAfter(settings);
    every = LinearOptions.retrainEvery(settings);
    clock = new OriginClock(settings.calendars());
    modelsDescriptor = States.models();
    waiting = getRuntimeContext().getMapState(States.outlooksForModels());
    step =
        new LinearStep(
            LinearOptions.plan(settings),
            settings.targetCalendar(events),
            settings.get(Options.LEVELS),
            settings.lags(),
            settings.scored().indexOf(ForecasterBank.LINEAR));
    counts.show(getRuntimeContext(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Outlook outlook, ReadOnlyContext context, Collector<Outlook> out)
      throws Exception {
    long release = release(outlook.origin());
    if (!enabled || context.currentWatermark() >= release) {
      apply(outlook, context, out);
      return;
    }
    waiting.put(outlook.origin(), outlook.after(waiting.get(outlook.origin())));
    context.timerService().registerEventTimeTimer(release);
  }

  /** The watermark by which every version effective at the origin has come. */
  private long release(int origin) {
    int block = Math.floorDiv(origin - after + 1, every) - 1;
    int newestEffective = block * every + every - 1 + after;
    return clock.end(newestEffective - 1) - 1;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Outlook> out)
      throws Exception {
    // Asked for one by one: to iterate over state on disk costs far more than a look that finds
    // nothing.
    int effective = clock.lastEnded(timestamp) + 1;
    for (int origin = effective; origin < effective + every; origin++) {
      Outlook outlook = waiting.get(origin);
      if (outlook != null) {
        waiting.remove(origin);
        apply(outlook, context, out);
      }
    }
  }

  @Override
  public void processBroadcastElement(ModelVersion version, Context context, Collector<Outlook> out)
      throws Exception {
    BroadcastState<String, ModelVersion> state = context.getBroadcastState(modelsDescriptor);
    state.put(version.group().key() + '\u001f' + version.effectiveOrigin(), version);
    forget(context.currentWatermark(), state);
    models = null;
  }

  /**
   * Removes versions that no origin can ask for any more: all but the newest of those effective at
   * the oldest origin that may still be corrected. By the watermark of both inputs, which at a
   * barrier is the same on every subtask, so that any copy of the state serves any subtask.
   */
  private void forget(long watermark, BroadcastState<String, ModelVersion> state) throws Exception {
    if (watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE) {
      return;
    }
    int oldest = clock.oldestAsked(watermark, lateness);
    Map<String, ModelVersion> newest = new HashMap<>();
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, ModelVersion> entry : state.entries()) {
      ModelVersion version = entry.getValue();
      if (version.effectiveOrigin() <= oldest) {
        ModelVersion other = newest.get(version.group().key());
        boolean isNewer = other == null || version.effectiveOrigin() > other.effectiveOrigin();
        ModelVersion older = isNewer ? other : version;
        if (isNewer) {
          newest.put(version.group().key(), version);
        }
        if (older != null) {
          over.add(older.group().key() + '\u001f' + older.effectiveOrigin());
        }
      }
    }
    for (String key : over) {
      state.remove(key);
    }
  }

  private void apply(Outlook outlook, ReadOnlyContext context, Collector<Outlook> out)
      throws Exception {
    if (models == null) {
      models = new Models();
      for (Map.Entry<String, ModelVersion> entry :
          context.getBroadcastState(modelsDescriptor).immutableEntries()) {
        models.put(entry.getValue());
      }
    }
    LinearStep.Result result = step.apply(outlook, models, publishes);
    if (result.linear() != null) {
      counts.add(0);
      context.output(forecasts, result.linear());
    }
    if (isLast) {
      finish(outlook, result.outlook(), context);
      out.collect(result.outlook());
    } else {
      out.collect(reconciles ? result.outlook().with(expecting(outlook)) : result.outlook());
    }
  }

  /** Where no deep model follows this is what series expect, and what cells add up. */
  private void finish(Outlook before, Outlook outlook, ReadOnlyContext context) {
    if (reconciles) {
      for (SealedRow sealed : before.sealed()) {
        context.output(shares, Share.of(sealed, step.expected(sealed, models)));
      }
    }
    if (publishesUnreconciled && outlook.issued()) {
      counts.add(0);
      context.output(forecasts, outlook.forecast(ForecasterBank.UNRECONCILED));
    }
  }

  private SealedRow[] expecting(Outlook outlook) {
    SealedRow[] sealed = new SealedRow[outlook.sealed().length];
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] = outlook.sealed()[i].expecting(step.expected(outlook.sealed()[i], models));
    }
    return sealed;
  }
}
