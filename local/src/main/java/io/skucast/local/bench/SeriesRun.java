package io.skucast.local.bench;

import io.skucast.core.demand.Observation;
import io.skucast.core.demand.SeriesClock;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.Trend;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.linear.LessonRows;
import io.skucast.core.linear.LessonStep;
import io.skucast.core.sale.Series;
import io.skucast.core.score.Alert;
import io.skucast.core.score.Ledger;
import io.skucast.core.score.LedgerPage;
import io.skucast.core.score.LedgerStep;
import io.skucast.core.score.Pages;
import io.skucast.core.score.ScoreSink;
import io.skucast.core.score.Scored;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.state.LedgerPageSerializer;
import io.skucast.job.state.LedgerSerializer;
import io.skucast.job.state.SeriesClockSerializer;
import io.skucast.job.state.SeriesDemandSerializer;
import io.skucast.job.state.States;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The state of one series, and the steps over it; counts what goes into its maps. */
final class SeriesRun implements DemandStep.Outlet, ScoreSink {
  private final Settings settings = Settings.of(Map.of());
  private final Series series = new Series("sku", "all");
  private final int lateness = settings.get(Options.LATENESS_PERIODS);
  private final int[] lags = settings.lags();
  private final DemandStep step = settings.demandStep();
  private final LedgerStep ledgerStep = new LedgerStep(settings.ledgerPlan());
  private final TypeSerializer<long[]> historySerializer = historySerializer();
  private final LessonStep lessonStep =
      new LessonStep(LinearOptions.plan(settings), settings.targetCalendar(settings.events()));
  private final LessonRows lessonRows = new LessonRows();
  private final SeriesDemand demand = step.start();
  private final Ledger ledger = ledgerStep.start();
  private final SeriesClock clock = new SeriesClock();
  private final Map<Integer, long[]> segments = new TreeMap<>();
  private final Map<Integer, LedgerPage> pages = new TreeMap<>();
  private int written;
  private final UnitsHistory.Segments keptSegments =
      new UnitsHistory.Segments() {
        @Override
        public long[] get(int segment) {
          return segments.get(segment);
        }

        @Override
        public void put(int segment, long[] units) throws IOException {
          written += size(historySerializer, units);
          segments.put(segment, units);
        }

        @Override
        public void remove(int segment) {
          segments.remove(segment);
        }
      };

  private final Pages keptPages =
      new Pages() {
        @Override
        public LedgerPage get(int page) {
          return pages.get(page);
        }

        @Override
        public void put(int page, LedgerPage put) throws IOException {
          written += size(new LedgerPageSerializer(), put);
          pages.put(page, put);
        }
      };

  /** Takes in a period with one sale, or none. */
  void observe(int period, long unitsMilli) throws Exception {
    written = 0;
    int openFrom = period - lateness + 1;
    int sales = unitsMilli > 0 ? 1 : 0;
    step.observe(
        demand,
        keptSegments,
        new Observation(series.key(), period, unitsMilli, 0, 2 * unitsMilli, 0, sales, openFrom),
        this);
    clock.first = SeriesBytes.FIRST_DAY;
    clock.lastClosed = period;
    clock.lastSealed = openFrom - 1;
    clock.held = new int[] {period - 1, period};
  }

  private static TypeSerializer<long[]> historySerializer() {
    MapStateDescriptor<Integer, long[]> descriptor = States.unitsHistory();
    descriptor.initializeSerializerUnlessSet(new ExecutionConfig());
    return descriptor.getValueSerializer();
  }

  static <T> int size(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(4096);
    serializer.serialize(value, out);
    return out.length();
  }

  /** As the job does where nothing is reconciled: sizes do not depend on that. */
  @Override
  public void outlook(Outlook outlook) {
    try {
      for (SealedRow sealed : outlook.sealed()) {
        ledgerStep.score(series, ledger, keptPages, sealed.period(), sealed.demand(), this);
      }
      float[][] means = new float[1 + outlook.lagMeans().length][];
      means[0] = new float[lags.length];
      for (int i = 0; i < lags.length; i++) {
        means[0][i] = (float) outlook.mean()[lags[i] - 1];
      }
      System.arraycopy(outlook.lagMeans(), 0, means, 1, outlook.lagMeans().length);
      ledgerStep.remember(
          ledger, keptPages, outlook.origin(), outlook.revision(), means, outlook.lagQuantiles());
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void trend(Trend trend) {}

  @Override
  public void forecast(Forecast forecast) {}

  @Override
  public void sealed(SealedRow sealed) {
    try {
      written += lessonStep.sealed(lessonRows, sealed, lesson -> {}) ? lessonBytes() : 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private int lessonBytes() throws IOException {
    ValueStateDescriptor<LessonRows> descriptor = States.lessonRows();
    descriptor.initializeSerializerUnlessSet(new ExecutionConfig());
    return size(descriptor.getSerializer(), lessonRows);
  }

  @Override
  public void score(Scored scored) {}

  @Override
  public void alert(Alert alert) {}

  SeriesBytes bytes() throws IOException {
    int history = 0;
    for (long[] segment : segments.values()) {
      history += size(historySerializer, segment);
    }
    int waiting = 0;
    for (LedgerPage page : pages.values()) {
      waiting += size(new LedgerPageSerializer(), page);
    }
    int forecasters = size(new SeriesDemandSerializer(), demand);
    int scores = size(new LedgerSerializer(), ledger);
    int clocked = size(new SeriesClockSerializer(), clock);
    return new SeriesBytes(
        forecasters,
        history,
        scores,
        waiting,
        lessonBytes(),
        clocked,
        written + forecasters + scores + clocked);
  }
}
