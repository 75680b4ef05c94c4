package io.skucast.job;

import io.skucast.core.deep.DeepLesson;
import io.skucast.core.demand.Observation;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.Feature;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.Trend;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.level.CellSums;
import io.skucast.core.level.Factors;
import io.skucast.core.linear.LinearFeatures;
import io.skucast.core.sale.Entry;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import io.skucast.core.score.Alert;
import io.skucast.core.score.RolledUp;
import io.skucast.core.score.ScoreSums;
import io.skucast.core.score.Scored;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.deep.DeepDataflow;
import io.skucast.job.learn.JobLearningPlan;
import io.skucast.job.learn.OnlineLearning;
import io.skucast.job.operator.CellSummingOperator;
import io.skucast.job.operator.DemandStateOperator;
import io.skucast.job.operator.DemandWindowOperator;
import io.skucast.job.operator.LessonFunction;
import io.skucast.job.operator.LevelOperator;
import io.skucast.job.operator.ModelForecasts;
import io.skucast.job.operator.Reception;
import io.skucast.job.operator.Reconciliation;
import io.skucast.job.operator.RefusalAlert;
import io.skucast.job.operator.ScoreRollUp;
import io.skucast.job.operator.ScoreSummingOperator;
import io.skucast.job.operator.SeriesScore;
import io.skucast.job.operator.Share;
import io.skucast.job.state.CompactType;
import io.skucast.job.state.States;
import io.skucast.job.state.Uids;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The dataflow, top to bottom: sales and signals in, trends and forecasts out; it is given its
 * ends.
 */
public final class SalesForecastPipeline {
  private static final OutputTag<Rejection> REJECTED = tag("rejected", Rejection.class);
  private static final OutputTag<Sale> LATE = tag("late", Sale.class);
  private static final OutputTag<Forecast> FORECASTS = tag("forecasts", Forecast.class);
  private static final OutputTag<Outlook> OUTLOOKS =
      new OutputTag<>("outlooks", CompactType.outlooks());
  private static final OutputTag<Scored> ACCURACY = tag("accuracy", Scored.class);
  private static final OutputTag<SeriesScore> SCORES = tag("scores", SeriesScore.class);
  private static final OutputTag<Alert> ALERTS = tag("alerts", Alert.class);
  private static final OutputTag<SealedRow> SEALED = tag("sealed", SealedRow.class);
  private static final OutputTag<DeepLesson> DEEP_LESSONS = tag("deep-lessons", DeepLesson.class);
  private static final OutputTag<Share> SHARES = tag("shares", Share.class);

  /**
   * All that comes out.
   *
   * @param features names of the features of models, in the order of their coefficients
   */
  public record Results(
      DataStream<Trend> trends,
      DataStream<Forecast> forecasts,
      DataStream<Scored> accuracy,
      DataStream<RolledUp> rollUps,
      DataStream<Alert> alerts,
      DataStream<ModelVersion> models,
      List<String> features,
      DataStream<Rejection> rejected,
      DataStream<Sale> late) {}

  /** The end that takes what comes out. */
  public interface Outlet {
    void connect(Results results);
  }

  private SalesForecastPipeline() {}

  /**
   * Of sales alone.
   *
   * @param incoming records as read, with timestamps and watermarks
   */
  public static void build(DataStream<Incoming> incoming, Settings settings, Outlet outlet) {
    SingleOutputStreamOperator<Entry> sales = sales(incoming);
    connect(sales, sales.getSideOutput(REJECTED), settings, outlet);
  }

  /**
   * Of sales and signals.
   *
   * @param incoming records as read, with timestamps and watermarks
   * @param signals records as read; idle, so that they leave the clock to the sales
   */
  public static void build(
      DataStream<Incoming> incoming,
      DataStream<Incoming> signals,
      Settings settings,
      Outlet outlet) {
    SingleOutputStreamOperator<Entry> sales = sales(incoming);
    SingleOutputStreamOperator<Entry> accepted =
        received(signals, Reception.ofSignals(REJECTED))
            .uid(Uids.SIGNAL_RECEPTION)
            .name("signal reception");
    connect(
        sales.union(accepted),
        sales.getSideOutput(REJECTED).union(accepted.getSideOutput(REJECTED)),
        settings,
        outlet);
  }

  private static SingleOutputStreamOperator<Entry> sales(DataStream<Incoming> incoming) {
    return received(incoming, Reception.ofSales(REJECTED)).uid(Uids.RECEPTION).name("reception");
  }

  private static SingleOutputStreamOperator<Entry> received(
      DataStream<Incoming> incoming, Reception reception) {
    return incoming
        .process(reception)
        .returns(Entry.class)
        // As many as the source has: a shuffle here would let a record overtake the watermarks
        // that came before it, and what is late would depend on the machine.
        .setParallelism(incoming.getParallelism());
  }

  private static void connect(
      DataStream<Entry> entries, DataStream<Rejection> rejected, Settings settings, Outlet outlet) {
    SingleOutputStreamOperator<Observation> observations =
        entries
            .keyBy(Entry::seriesKey, Types.STRING)
            .transform(
                "demand windows",
                TypeInformation.of(Observation.class),
                new DemandWindowOperator(
                    settings::calendars, settings.get(Options.LATENESS_PERIODS), LATE, REJECTED))
            .uid(Uids.DEMAND_WINDOWS);

    // Observations come out on the subtask that has their key: a second shuffle would be for show.
    SingleOutputStreamOperator<Trend> trends =
        DataStreamUtils.reinterpretAsKeyedStream(observations, Observation::seriesKey, Types.STRING)
            .transform(
                "demand state",
                TypeInformation.of(Trend.class),
                new DemandStateOperator(settings, FORECASTS, OUTLOOKS, SEALED, DEEP_LESSONS))
            .uid(Uids.DEMAND_STATE);

    EventCalendar events = settings.events();
    OnlineLearning.Trained trained = trained(trends.getSideOutput(SEALED), settings, events);

    SingleOutputStreamOperator<Outlook> modelled =
        DataStreamUtils.reinterpretAsKeyedStream(
                trends.getSideOutput(OUTLOOKS), Outlook::seriesKey, Types.STRING)
            .connect(trained.versions().broadcast(States.models()))
            .process(
                new ModelForecasts(settings, events, FORECASTS, SHARES), CompactType.outlooks())
            .uid(Uids.MODEL_FORECASTS)
            .name("model forecasts");

    DeepDataflow.Blended blended =
        settings.get(DeepOptions.ENABLED)
            ? DeepDataflow.connect(
                modelled, trends.getSideOutput(DEEP_LESSONS), settings, events, FORECASTS, SHARES)
            : new DeepDataflow.Blended(
                modelled, modelled.getSideOutput(FORECASTS), modelled.getSideOutput(SHARES), null);
    DataStream<Outlook> outlooks = blended.outlooks();

    // A total needs all series: one subtask, which takes one record a cell and not one a series.
    SingleOutputStreamOperator<Factors> factors =
        blended
            .shares()
            .transform("cell sums", TypeInformation.of(CellSums.class), new CellSummingOperator())
            .uid(Uids.CELL_SUMS)
            // With the series and not with the deep model, wherever that has its slots.
            .slotSharingGroup("default")
            .global()
            .transform(
                "levels", TypeInformation.of(Factors.class), new LevelOperator(settings, FORECASTS))
            .uid(Uids.LEVELS)
            .setParallelism(1)
            .setMaxParallelism(1);

    SingleOutputStreamOperator<Forecast> combined =
        DataStreamUtils.reinterpretAsKeyedStream(outlooks, Outlook::seriesKey, Types.STRING)
            .connect(factors.broadcast(States.factors()))
            .process(new Reconciliation(settings, ACCURACY, SCORES, ALERTS))
            .uid(Uids.RECONCILIATION)
            .name("reconciliation and scores");

    DataStream<RolledUp> rollUps =
        combined
            .getSideOutput(SCORES)
            .transform(
                "score sums",
                TypeInformation.of(ScoreSums.class),
                new ScoreSummingOperator(settings))
            .uid(Uids.SCORE_SUMS)
            .keyBy(ScoreSums::seriesKey, Types.STRING)
            .process(new ScoreRollUp(settings))
            .uid(Uids.SCORE_ROLL_UP)
            .name("score roll-up");

    outlet.connect(
        new Results(
            trends,
            combined.union(
                trends.getSideOutput(FORECASTS),
                blended.forecasts(),
                factors.getSideOutput(FORECASTS)),
            combined.getSideOutput(ACCURACY),
            rollUps,
            alerts(combined.getSideOutput(ALERTS).union(refusals(trained, settings)), blended),
            trained.versions(),
            features(settings, events),
            rejected.union(observations.getSideOutput(REJECTED)),
            observations.getSideOutput(LATE)));
  }

  /** What the series teach, and the models that come of it. */
  private static OnlineLearning.Trained trained(
      DataStream<SealedRow> sealed, Settings settings, EventCalendar events) {
    SingleOutputStreamOperator<Lesson> lessons =
        DataStreamUtils.reinterpretAsKeyedStream(sealed, SealedRow::seriesKey, Types.STRING)
            .process(new LessonFunction(settings, events))
            .returns(Lesson.class)
            .uid(Uids.LESSONS)
            .name("lessons");
    return OnlineLearning.versions(
        lessons, JobLearningPlan.of(settings, events), Uids.LESSON_SUMS, Uids.TRAINING);
  }

  private static DataStream<Alert> alerts(DataStream<Alert> others, DeepDataflow.Blended blended) {
    return blended.alerts() == null ? others : others.union(blended.alerts());
  }

  private static List<String> features(Settings settings, EventCalendar events) {
    return new LinearFeatures(LinearOptions.plan(settings), settings.targetCalendar(events))
        .features().stream().map(Feature::name).toList();
  }

  private static DataStream<Alert> refusals(OnlineLearning.Trained trained, Settings settings) {
    return trained
        .refusals()
        .flatMap(new RefusalAlert(LinearOptions.retrainEvery(settings)))
        .returns(Alert.class)
        .uid(Uids.REFUSAL_ALERTS)
        .name("refusal alerts")
        .setParallelism(1);
  }

  private static <T> OutputTag<T> tag(String name, Class<T> type) {
    return new OutputTag<>(name, TypeInformation.of(type));
  }
}
