package io.skucast.job.state;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.DeepWindow;
import io.skucast.core.deep.JudgedVersion;
import io.skucast.core.deep.TrialSums;
import io.skucast.core.demand.PeriodBucket;
import io.skucast.core.demand.SeriesClock;
import io.skucast.core.demand.SignalBucket;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.GroupLearner;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.TrainingProgress;
import io.skucast.core.level.CellSums;
import io.skucast.core.level.Factors;
import io.skucast.core.level.LevelNode;
import io.skucast.core.linear.LessonRows;
import io.skucast.core.score.Ledger;
import io.skucast.core.score.LedgerPage;
import io.skucast.job.ml.GradientLearner;
import io.skucast.job.ml.ServedModel;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.types.Row;

/** The descriptors of all state the job keeps. Names and types are a contract with savepoints. */
public final class States {
  private States() {}

  /** Per series: how far its observations have come. */
  public static ValueStateDescriptor<SeriesClock> seriesClock() {
    return new ValueStateDescriptor<>("series-clock", new SeriesClockSerializer());
  }

  /** Per series and open period: sums and sale ids. */
  public static MapStateDescriptor<Integer, PeriodBucket> periodBuckets() {
    return new MapStateDescriptor<>(
        "period-buckets", IntSerializer.INSTANCE, new PeriodBucketSerializer());
  }

  /** Per series and open period with signals: counts, stock and signal ids. */
  public static MapStateDescriptor<Integer, SignalBucket> signalBuckets() {
    return new MapStateDescriptor<>(
        "signal-buckets", IntSerializer.INSTANCE, new SignalBucketSerializer());
  }

  /** Per series: forecasters after the sealed past, and the open observations. */
  public static ValueStateDescriptor<SeriesDemand> seriesDemand() {
    return new ValueStateDescriptor<>("series-demand", new SeriesDemandSerializer());
  }

  /** Per series and 28 periods: thousandths of units, for changes against last week and year. */
  public static MapStateDescriptor<Integer, long[]> unitsHistory() {
    return new MapStateDescriptor<>(
        "units-history", IntSerializer.INSTANCE, new UnitsSegmentSerializer());
  }

  /** Per series: what was known at origins whose targets are still to come. */
  public static ValueStateDescriptor<LessonRows> lessonRows() {
    return new ValueStateDescriptor<>("lesson-rows", new LessonRowsSerializer());
  }

  /** Per series and origin: what waits for the model versions effective at it. */
  public static MapStateDescriptor<Integer, Outlook> outlooksForModels() {
    return new MapStateDescriptor<>(
        "outlooks-for-models", IntSerializer.INSTANCE, new OutlookSerializer());
  }

  /** Broadcast, by group and the origin they are effective from: the model versions in force. */
  public static MapStateDescriptor<String, ModelVersion> models() {
    return new MapStateDescriptor<>(
        "models", StringSerializer.INSTANCE, new ModelVersionSerializer());
  }

  /** Per series: what deep models are told of it. */
  public static ValueStateDescriptor<DeepWindow> deepWindows() {
    return new ValueStateDescriptor<>("deep-windows", new DeepWindowSerializer());
  }

  /** Per series and origin: what waits for the deep model effective at it; only at a checkpoint. */
  public static MapStateDescriptor<Integer, Outlook> outlooksForDeep() {
    return new MapStateDescriptor<>(
        "outlooks-for-deep", IntSerializer.INSTANCE, new OutlookSerializer());
  }

  /** Broadcast, by the origin they are effective from: the deep models that are decided on. */
  public static MapStateDescriptor<Integer, DeepVersion> deepVersions() {
    return new MapStateDescriptor<>(
        "deep-versions", IntSerializer.INSTANCE, new DeepVersionSerializer());
  }

  /** Of the one subtask of the registry: how many entries it has taken. */
  public static ListStateDescriptor<Integer> registryEntries() {
    return new ListStateDescriptor<>("registry-entries", Types.INT);
  }

  /** Broadcast, by entry: the candidates on trial. */
  public static MapStateDescriptor<Integer, Candidate> candidates() {
    return new MapStateDescriptor<>(
        "candidates", IntSerializer.INSTANCE, new CandidateSerializer());
  }

  /** Per subtask, dealt out anyhow on restore: lessons that wait for candidates. */
  public static ListStateDescriptor<DeepLesson> waitingDeepLessons() {
    return new ListStateDescriptor<>("waiting-deep-lessons", new DeepLessonSerializer());
  }

  /** Of the one subtask of the judge: what is known of the published versions. */
  public static ListStateDescriptor<JudgedVersion> judgedVersions() {
    return new ListStateDescriptor<>("judged-versions", TypeInformation.of(JudgedVersion.class));
  }

  /** Of the one subtask of the judge: its decisions. */
  public static ListStateDescriptor<DeepVersion> deepDecisions() {
    return new ListStateDescriptor<>("deep-decisions", new DeepVersionSerializer());
  }

  /** Of the one subtask of the judge: entries whose period is not over yet. */
  public static ListStateDescriptor<Candidate> openCandidates() {
    return new ListStateDescriptor<>("open-candidates", new CandidateSerializer());
  }

  /** Of the one subtask of the judge: sums of origins that are not complete yet. */
  public static ListStateDescriptor<TrialSums> openTrialSums() {
    return new ListStateDescriptor<>("open-trial-sums", new TrialSumsSerializer());
  }

  /** Of the one subtask of alerts of deep models: faults whose period is not over yet. */
  public static ListStateDescriptor<DeepFault> openFaults() {
    return new ListStateDescriptor<>("open-faults", new DeepFaultSerializer());
  }

  /** Of the one subtask of alerts of deep models: episodes that there was an alert of. */
  public static ListStateDescriptor<String> faultEpisodes() {
    return new ListStateDescriptor<>("fault-episodes", Types.STRING);
  }

  /** Per series and origin: what waits for the factors it will be issued by. */
  public static MapStateDescriptor<Integer, Outlook> waitingOutlooks() {
    return new MapStateDescriptor<>(
        "waiting-outlooks", IntSerializer.INSTANCE, new OutlookSerializer());
  }

  /** Per series: running scores. */
  public static ValueStateDescriptor<Ledger> ledger() {
    return new ValueStateDescriptor<>("ledger", new LedgerSerializer());
  }

  /** Per series and place in the step of the lags: forecasts that wait for their targets. */
  public static MapStateDescriptor<Integer, LedgerPage> ledgerPages() {
    return new MapStateDescriptor<>(
        "ledger-pages", IntSerializer.INSTANCE, new LedgerPageSerializer());
  }

  /** Per level and period that is not sealed everywhere yet: sums of scores. */
  public static MapStateDescriptor<Integer, long[]> openScoreSums() {
    return new MapStateDescriptor<>(
        "open-score-sums", Types.INT, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** Broadcast, by cell and period learned: the factors that forecasts are issued by. */
  public static MapStateDescriptor<String, Factors> factors() {
    return new MapStateDescriptor<>("factors", StringSerializer.INSTANCE, new FactorsSerializer());
  }

  /** Of the one subtask of levels: every series above the SKUs. */
  public static ListStateDescriptor<LevelNode> levelNodes() {
    return new ListStateDescriptor<>("level-nodes", new LevelNodeSerializer());
  }

  /** Of the one subtask of levels: sums of periods that are not sealed everywhere yet. */
  public static ListStateDescriptor<CellSums> openCells() {
    return new ListStateDescriptor<>("open-cells", new CellSumsSerializer());
  }

  /** Of the one subtask of levels: factors that periods still to be taken were issued by. */
  public static ListStateDescriptor<Factors> factorsInForce() {
    return new ListStateDescriptor<>("factors-in-force", new FactorsSerializer());
  }

  /** Of the one subtask of levels: how far time has come. */
  public static ListStateDescriptor<Long> levelWatermark() {
    return new ListStateDescriptor<>("level-watermark", Types.LONG);
  }

  /** Per subtask, dealt out anyhow on restore: sums of the lessons of blocks still open. */
  public static ListStateDescriptor<BlockSums> openLessonSums() {
    return new ListStateDescriptor<>("open-lesson-sums", new BlockSumsSerializer());
  }

  /** Of the one subtask of training: sums of blocks that are not complete everywhere yet. */
  public static ListStateDescriptor<BlockSums> openBlockSums() {
    return new ListStateDescriptor<>("open-block-sums", new BlockSumsSerializer());
  }

  /** Of the one subtask of training: every model group's learner. */
  public static ListStateDescriptor<GroupLearner> learners() {
    return new ListStateDescriptor<>("learners", TypeInformation.of(GroupLearner.class));
  }

  /** Of the one subtask of training: how far it has come. */
  public static ListStateDescriptor<TrainingProgress> trainingProgress() {
    return new ListStateDescriptor<>(
        "training-progress", TypeInformation.of(TrainingProgress.class));
  }

  /** Of the one subtask of training by gradients: every model group's learner. */
  public static ListStateDescriptor<GradientLearner> gradientLearners() {
    return new ListStateDescriptor<>(
        "gradient-learners", TypeInformation.of(GradientLearner.class));
  }

  /** Per subtask, union on restore: its number and the newest period of the rows it has seen. */
  public static ListStateDescriptor<Tuple2<Integer, Integer>> periodClock() {
    return new ListStateDescriptor<>("period-clock", Types.TUPLE(Types.INT, Types.INT));
  }

  /** Per subtask, dealt out anyhow on restore: rows that wait for the model of their period. */
  public static ListStateDescriptor<Row> waitingRows(TypeInformation<Row> type) {
    return new ListStateDescriptor<>("waiting-rows", type);
  }

  /** Per subtask, union on restore: model versions that rows may still need. */
  public static ListStateDescriptor<ServedModel> servedModels() {
    return new ListStateDescriptor<>("served-models", TypeInformation.of(ServedModel.class));
  }

  /** Per subtask, union on restore: the watermark at the checkpoint, which Flink does not keep. */
  public static ListStateDescriptor<Long> watermark() {
    return new ListStateDescriptor<>("watermark", Types.LONG);
  }

  /** Per subtask, summed on restore: records accepted and rejected by a reception. */
  public static ListStateDescriptor<long[]> receptionCounts() {
    return new ListStateDescriptor<>(
        "reception-counts", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** Per subtask, summed on restore: counts of results. */
  public static ListStateDescriptor<long[]> resultCounts() {
    return new ListStateDescriptor<>(
        "result-counts", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** Per subtask, summed on restore: counts of sales and signals by what became of them. */
  public static ListStateDescriptor<long[]> saleCounts() {
    return new ListStateDescriptor<>(
        "sale-counts", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
