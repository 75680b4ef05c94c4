package io.skucast.job.ml;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.Refusal;
import io.skucast.job.learn.LearningPlan;
import io.skucast.job.learn.LessonSummingOperator;
import io.skucast.job.learn.OnlineLearning;
import io.skucast.job.state.Uids;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/** The dataflow of training: from a table of rows to a table of model data. */
final class Fitting {
  private static final OutputTag<Refusal> REFUSALS =
      new OutputTag<>("model-refusals", TypeInformation.of(Refusal.class));

  private static final TypeInformation<Row> REFUSAL_TYPE =
      Types.ROW_NAMED(
          new String[] {"model_group", "block", "reason", "value", "limit", "message"},
          Types.STRING,
          Types.INT,
          Types.STRING,
          Types.DOUBLE,
          Types.DOUBLE,
          Types.STRING);

  private final OnlineEstimatorParams<?> params;
  private final String weightCol;
  private final boolean isLogistic;
  private final String uidPrefix;

  /**
   * @param weightCol name of the column of weights; null if there is none
   */
  Fitting(OnlineEstimatorParams<?> params, String weightCol, boolean isLogistic, String uidPrefix) {
    this.params = params;
    this.weightCol = weightCol;
    this.isLogistic = isLogistic;
    this.uidPrefix = uidPrefix;
  }

  /**
   * What comes out.
   *
   * @param modelData versions, as of {@link ModelData}
   * @param refusedRows rows that were not trained on, and why
   * @param refusals trained models that were not fit to be published
   */
  record Fitted(Table modelData, Table refusedRows, Table refusals) {}

  Fitted fit(Table input) {
    ResolvedSchema schema = input.getResolvedSchema();
    StreamTableEnvironment environment = Rows.environment(input);
    DataStream<Row> rows = Rows.stream(input);
    boolean isBounded = Rows.isBounded(rows);
    boolean isExact = params.getOptimizer().equals(OptimizerParams.EXACT);
    boolean isSampled = isLogistic || !isExact;
    TrainingRules.check(params, isSampled, isBounded);
    // Samples of rows are kept for models of directions: what is trained on them is another thing.
    String model = isSampled ? ModelGroup.DIRECTION : ModelGroup.LINEAR;
    OutputTag<Row> refusedTag =
        new OutputTag<>(
            "refused-rows", Rows.type(schema, new String[] {params.getRefusalCol()}, Types.STRING));
    SingleOutputStreamOperator<Lesson> lessons =
        rows.transform(
                uid(Uids.LESSONS),
                TypeInformation.of(Lesson.class),
                new LessonOperator(
                    LessonReader.of(schema, params, weightCol, model, isLogistic),
                    isBounded ? -1 : params.getLatenessPeriods(),
                    refusedTag))
            .uid(uid(Uids.LESSONS))
            .setParallelism(rows.getParallelism());
    LearningPlan plan = TrainingRules.plan(params, isBounded);
    OnlineLearning.Trained trained =
        isExact
            ? OnlineLearning.versions(lessons, plan, uid(Uids.LESSON_SUMS), uid(Uids.TRAINING))
            : byGradients(lessons, plan);
    return new Fitted(
        ModelData.table(environment, modelData(trained.versions(), plan)),
        environment.fromDataStream(lessons.getSideOutput(refusedTag)),
        environment.fromDataStream(refusals(trained.refusals())));
  }

  private OnlineLearning.Trained byGradients(DataStream<Lesson> lessons, LearningPlan plan) {
    SingleOutputStreamOperator<ModelVersion> versions =
        lessons
            .transform(
                uid(Uids.LESSON_SUMS),
                TypeInformation.of(BlockSums.class),
                new LessonSummingOperator(plan))
            .uid(uid(Uids.LESSON_SUMS))
            .setParallelism(lessons.getParallelism())
            .global()
            .transform(
                uid(Uids.TRAINING),
                TypeInformation.of(ModelVersion.class),
                new GradientTrainingOperator(plan, GradientRule.of(params, isLogistic), REFUSALS))
            .uid(uid(Uids.TRAINING))
            .setParallelism(1)
            .setMaxParallelism(1);
    return new OnlineLearning.Trained(versions, versions.getSideOutput(REFUSALS));
  }

  private DataStream<Row> modelData(DataStream<ModelVersion> versions, LearningPlan plan) {
    return versions
        .transform(
            uid(Uids.MODEL_DATA),
            ModelData.TYPE,
            new ModelDataOperator(plan.effectiveAfter(), params.getPeriodCol() != null))
        .uid(uid(Uids.MODEL_DATA))
        .setParallelism(1);
  }

  private DataStream<Row> refusals(DataStream<Refusal> refusals) {
    return refusals
        .map(
            refusal ->
                Row.of(
                    refusal.group().category(),
                    refusal.block(),
                    refusal.reason(),
                    refusal.value(),
                    refusal.limit(),
                    refusal.message()))
        .returns(REFUSAL_TYPE)
        .uid(uid(Uids.REFUSALS))
        .name(uid(Uids.REFUSALS))
        .setParallelism(1);
  }

  private String uid(String of) {
    return uidPrefix + "-" + of;
  }
}
