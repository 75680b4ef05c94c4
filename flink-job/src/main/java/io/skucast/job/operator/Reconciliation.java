package io.skucast.job.operator;

import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.Newcomer;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.level.Factors;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;
import io.skucast.core.score.Alert;
import io.skucast.core.score.Ledger;
import io.skucast.core.score.LedgerPage;
import io.skucast.core.score.LedgerStep;
import io.skucast.core.score.Pages;
import io.skucast.core.score.ScoreSink;
import io.skucast.core.score.Scored;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.observe.CountName;
import io.skucast.job.state.States;
import io.skucast.job.time.OriginClock;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * From outlooks to forecasts and their scores: what a series expects, times the factor of its cell,
 * is issued, remembered, and scored when its target is sealed; see {@link LedgerStep}.
 *
 * <p>An outlook waits in keyed state until the watermark of both inputs says that its origin is
 * over everywhere, since then the factors that it must be issued by have come; a correction, which
 * comes later, does not wait.
 */
public class Reconciliation
    extends KeyedBroadcastProcessFunction<String, Outlook, Factors, Forecast>
    implements CheckpointedFunction {
  private static final List<String> COUNTS =
      List.of(CountName.FORECASTS, CountName.FORECASTS_AGAIN);

  /** At the end of input origins may lie a little beyond the last period that was summed. */
  static final int OLDEST_FACTORS = 2;

  private final Settings settings;
  private final OutputTag<Scored> accuracy;
  private final OutputTag<SeriesScore> scores;
  private final OutputTag<Alert> alerts;

  /** Made once: a descriptor works its type out by reflection. */
  private transient MapStateDescriptor<String, Factors> factorsDescriptor;

  private transient StoredCounts counts;
  private transient LedgerStep ledgerStep;
  private transient DemandStep origins;
  private transient int[] lags;
  private transient ValueState<Ledger> ledgers;
  private transient Pages pages;
  private transient OriginClock clock;
  private transient boolean reconciles;
  private transient boolean publishes;

  /** Scores of earlier periods are learned from and wanted by no one. */
  private transient int wholeFrom;

  private transient int lateness;
  private transient MapState<Integer, Outlook> waiting;

  /**
   * @param accuracy takes the scores that are issued, those of periods that forecasts are issued
   *     from
   * @param scores takes all scores, to be rolled up
   */
  public Reconciliation(
      Settings settings,
      OutputTag<Scored> accuracy,
      OutputTag<SeriesScore> scores,
      OutputTag<Alert> alerts) {
    this.settings = settings;
    this.accuracy = accuracy;
    this.scores = scores;
    this.alerts = alerts;
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
    clock = new OriginClock(settings.calendars());
    reconciles = settings.get(Options.RECONCILE);
    publishes =
        !settings.rehearses() && settings.get(Options.PUBLISH).contains(ForecasterBank.COMBINED);
    wholeFrom = settings.wholeFrom();
    lateness = settings.get(Options.LATENESS_PERIODS);
    waiting = getRuntimeContext().getMapState(States.waitingOutlooks());
    factorsDescriptor = States.factors();
    ledgerStep = new LedgerStep(settings.ledgerPlan());
    origins = settings.demandStep();
    lags = settings.lags();
    ledgers = getRuntimeContext().getState(States.ledger());
    pages = new MapPages(getRuntimeContext().getMapState(States.ledgerPages()));
    counts.show(getRuntimeContext(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Outlook outlook, ReadOnlyContext context, Collector<Forecast> out)
      throws Exception {
    long release = clock.end(outlook.origin()) - 1;
    if (!reconciles || context.currentWatermark() >= release) {
      issue(outlook, context, out);
      return;
    }
    waiting.put(outlook.origin(), outlook.after(waiting.get(outlook.origin())));
    context.timerService().registerEventTimeTimer(release);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Forecast> out)
      throws Exception {
    // Where the clock has gone on by several periods all that wait are issued in one go, while the
    // state of the series is near; their own timers then find nothing.
    int first = clock.lastEnded(timestamp);
    long watermark = context.timerService().currentWatermark();
    int last = watermark == Long.MAX_VALUE ? first : clock.lastEnded(watermark);
    Outlook outlook = waiting.get(first);
    for (int origin = first; outlook != null; ) {
      waiting.remove(origin);
      issue(outlook, context, out);
      origin++;
      outlook = origin <= last ? waiting.get(origin) : null;
    }
  }

  @Override
  public void processBroadcastElement(Factors factors, Context context, Collector<Forecast> out)
      throws Exception {
    BroadcastState<String, Factors> state = context.getBroadcastState(factorsDescriptor);
    state.put(key(factors.category(), factors.location(), factors.learned()), factors);
    forget(factors, context.currentWatermark(), state);
  }

  /**
   * Removes what no outlook can ask for any more. By the watermark of both inputs and not by what
   * came last: factors may be far ahead of the outlooks that they are for. At a checkpoint's
   * barrier that watermark is the same on every subtask, so that any subtask's copy of the state
   * serves any other after a rescale.
   */
  private void forget(Factors factors, long watermark, BroadcastState<String, Factors> state)
      throws Exception {
    if (watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE) {
      return;
    }
    // A correction reaches back by the lateness, and its factors by the lateness again.
    int learned = clock.lastEnded(watermark) - 2 * lateness - OLDEST_FACTORS;
    String key = key(factors.category(), factors.location(), learned);
    while (state.contains(key)) {
      state.remove(key);
      key = key(factors.category(), factors.location(), --learned);
    }
  }

  private static String key(String category, String location, int learned) {
    return Level.series(category, location).key() + '\u001f' + learned;
  }

  private void issue(Outlook outlook, ReadOnlyContext context, Collector<Forecast> out)
      throws Exception {
    Series series = Series.ofKey(outlook.seriesKey());
    Ledger ledger = ledgers.value();
    if (ledger == null) {
      ledger = ledgerStep.start();
    }
    score(outlook, series, ledger, context);
    double[] mean = reconciled(outlook, series, context.getBroadcastState(factorsDescriptor));
    boolean known = isKnown(ledger, outlook.origin());
    boolean isLast = remember(outlook, ledger, mean);
    ledgers.update(ledger);
    if (publishes && outlook.issued() && isLast) {
      counts.add(known && origins.isOrigin(outlook.origin()) ? 1 : 0);
      out.collect(forecast(outlook, series, mean));
    }
  }

  private void score(Outlook outlook, Series series, Ledger ledger, ReadOnlyContext context)
      throws Exception {
    for (SealedRow sealed : outlook.sealed()) {
      int period = sealed.period();
      String category = sealed.category();
      // Without lateness the last period is sealed before the end of input asks for forecasts from
      // it, and whether the two outlooks met while they waited must not show.
      boolean isLast = lateness > 0 && outlook.issued() && period == outlook.origin();
      boolean issued = origins.isOrigin(period) || isLast;
      ledgerStep.score(
          series,
          ledger,
          pages,
          period,
          sealed.demand(),
          new ScoreSink() {
            @Override
            public boolean wantsScores() {
              return period >= wholeFrom;
            }

            @Override
            public void score(Scored scored) {
              context.output(scores, new SeriesScore(category, scored));
              if (issued) {
                context.output(accuracy, scored);
              }
            }

            @Override
            public void alert(Alert alert) {
              context.output(alerts, alert);
            }
          });
    }
  }

  private double[] reconciled(
      Outlook outlook, Series series, ReadOnlyBroadcastState<String, Factors> known)
      throws Exception {
    if (!reconciles) {
      return outlook.mean();
    }
    double trust = Newcomer.trust(outlook.observations());
    Factors factors = factors(outlook, series, known);
    double[] mean = new double[outlook.mean().length];
    for (int h = 0; h < mean.length; h++) {
      double own = outlook.mean()[h];
      mean[h] =
          factors == null ? trust * own : factors.issued(outlook.origin() + h + 1, own, trust);
    }
    return mean;
  }

  /** Whether an outlook from this origin has been remembered before. */
  private static boolean isKnown(Ledger ledger, int origin) {
    return origin <= ledger.next.newestOrigin
        && ledger.revisions[Math.floorMod(origin, ledger.revisions.length)] != Long.MIN_VALUE;
  }

  private boolean remember(Outlook outlook, Ledger ledger, double[] mean) throws Exception {
    float[][] means = new float[1 + outlook.lagMeans().length][];
    means[0] = new float[lags.length];
    float[][] quantiles = new float[outlook.lagQuantiles().length][lags.length];
    for (int i = 0; i < lags.length; i++) {
      int h = lags[i] - 1;
      means[0][i] = (float) mean[h];
      for (int l = 0; l < quantiles.length; l++) {
        quantiles[l][i] = (float) (outlook.lagQuantiles()[l][i] * scale(outlook, mean, h));
      }
    }
    System.arraycopy(outlook.lagMeans(), 0, means, 1, outlook.lagMeans().length);
    return ledgerStep.remember(
        ledger, pages, outlook.origin(), outlook.revision(), means, quantiles);
  }

  /** Quantiles keep their place about the mean. */
  private static double scale(Outlook outlook, double[] mean, int h) {
    return outlook.mean()[h] > 0 ? mean[h] / outlook.mean()[h] : 1;
  }

  private static Forecast forecast(Outlook outlook, Series series, double[] mean) {
    double[][] quantiles = new double[outlook.quantiles().length][mean.length];
    for (int h = 0; h < mean.length; h++) {
      for (int l = 0; l < quantiles.length; l++) {
        quantiles[l][h] = outlook.quantiles()[l][h] * scale(outlook, mean, h);
      }
    }
    return new Forecast(
        series.sku(),
        series.location(),
        outlook.origin(),
        ForecasterBank.COMBINED,
        outlook.revision(),
        mean,
        quantiles,
        outlook.contributions(),
        outlook.riseProbability(),
        outlook.deepVersion());
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

  /** The map state of the current key, as the pure step sees it. */
  private record MapPages(MapState<Integer, LedgerPage> state) implements Pages {
    @Override
    public LedgerPage get(int page) throws Exception {
      return state.get(page);
    }

    @Override
    public void put(int page, LedgerPage written) throws Exception {
      state.put(page, written);
    }
  }
}
