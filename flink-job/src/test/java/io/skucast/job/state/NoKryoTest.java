package io.skucast.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.DeepWindow;
import io.skucast.core.deep.JudgedVersion;
import io.skucast.core.deep.TrialSums;
import io.skucast.core.demand.Observation;
import io.skucast.core.demand.PeriodBucket;
import io.skucast.core.demand.SeriesClock;
import io.skucast.core.demand.SignalBucket;
import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Drivers;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.Trend;
import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.GroupLearner;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.Refusal;
import io.skucast.core.learn.TrainingProgress;
import io.skucast.core.level.CellSums;
import io.skucast.core.level.Factors;
import io.skucast.core.level.LevelNode;
import io.skucast.core.linear.LessonRows;
import io.skucast.core.sale.Entry;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Signal;
import io.skucast.core.score.Alert;
import io.skucast.core.score.Ledger;
import io.skucast.core.score.LedgerPage;
import io.skucast.core.score.RolledUp;
import io.skucast.core.score.ScoreSums;
import io.skucast.core.score.Scored;
import io.skucast.job.io.elasticsearch.IndexedDocument;
import io.skucast.job.io.publish.Published;
import io.skucast.job.ml.GradientLearner;
import io.skucast.job.ml.ServedModel;
import io.skucast.job.operator.SeriesScore;
import io.skucast.job.operator.Share;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every class that is stored or sent has a serializer of Flink's own; Kryo is refused. */
class NoKryoTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        Sale.class,
        Signal.class,
        Entry.class,
        Incoming.class,
        Observation.class,
        PeriodBucket.class,
        SignalBucket.class,
        SeriesClock.class,
        ForecasterBank.class,
        SeriesDemand.class,
        Trend.class,
        Forecast.class,
        Outlook.class,
        SealedRow.class,
        Contribution.class,
        Drivers.class,
        Share.class,
        CellSums.class,
        Factors.class,
        LevelNode.class,
        Ledger.class,
        LedgerPage.class,
        Scored.class,
        SeriesScore.class,
        ScoreSums.class,
        RolledUp.class,
        Alert.class,
        LessonRows.class,
        Lesson.class,
        BlockSums.class,
        GroupLearner.class,
        TrainingProgress.class,
        ModelVersion.class,
        Refusal.class,
        GradientLearner.class,
        ServedModel.class,
        DeepWindow.class,
        DeepLesson.class,
        Candidate.class,
        TrialSums.class,
        JudgedVersion.class,
        DeepVersion.class,
        DeepFault.class,
        IndexedDocument.class,
        Published.class
      })
  void aStoredOrSentClassAvoidsKryo(Class<?> type) {
    assertThat(serializerOf(type)).isNotNull();
  }

  @Test
  void aClassThatNeedsKryoIsRefused() {
    assertThatThrownBy(() -> serializerOf(NeedsKryo.class))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Generic types have been disabled");
  }

  @Test
  void aBucketAndItsSaleIdsSurviveSerialization() throws Exception {
    PeriodBucket bucket = new PeriodBucket();
    bucket.unitsMilli = 12_500;
    bucket.sales = 2;
    bucket.dirty = true;
    bucket.ids = new long[] {1, 2, 3, Long.MIN_VALUE};
    TypeSerializer<PeriodBucket> serializer = serializerOf(PeriodBucket.class);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(bucket, out);
    PeriodBucket read = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(read).usingRecursiveComparison().isEqualTo(bucket);
    assertThat(read.contains(3, Long.MIN_VALUE)).isTrue();
  }

  @Test
  void theNamesOfStatesArePinned() {
    // A renamed state is an empty state after the next upgrade.
    assertThat(
            Arrays.asList(
                States.seriesClock().getName(),
                States.periodBuckets().getName(),
                States.signalBuckets().getName(),
                States.seriesDemand().getName(),
                States.unitsHistory().getName(),
                States.lessonRows().getName(),
                States.outlooksForModels().getName(),
                States.models().getName(),
                States.waitingOutlooks().getName(),
                States.ledger().getName(),
                States.ledgerPages().getName(),
                States.openScoreSums().getName(),
                States.factors().getName(),
                States.levelNodes().getName(),
                States.openCells().getName(),
                States.factorsInForce().getName(),
                States.levelWatermark().getName(),
                States.openLessonSums().getName(),
                States.openBlockSums().getName(),
                States.learners().getName(),
                States.trainingProgress().getName(),
                States.gradientLearners().getName(),
                States.periodClock().getName(),
                States.waitingRows(Types.ROW()).getName(),
                States.servedModels().getName(),
                States.watermark().getName(),
                States.receptionCounts().getName(),
                States.saleCounts().getName(),
                States.resultCounts().getName()))
        .containsExactly(
            "series-clock",
            "period-buckets",
            "signal-buckets",
            "series-demand",
            "units-history",
            "lesson-rows",
            "outlooks-for-models",
            "models",
            "waiting-outlooks",
            "ledger",
            "ledger-pages",
            "open-score-sums",
            "factors",
            "level-nodes",
            "open-cells",
            "factors-in-force",
            "level-watermark",
            "open-lesson-sums",
            "open-block-sums",
            "learners",
            "training-progress",
            "gradient-learners",
            "period-clock",
            "waiting-rows",
            "served-models",
            "watermark",
            "reception-counts",
            "sale-counts",
            "result-counts");
  }

  private static <T> TypeSerializer<T> serializerOf(Class<T> type) {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return TypeInformation.of(type).createSerializer(config);
  }

  /** Flink has no serializer of its own for a List field. */
  public static class NeedsKryo {
    public List<String> names;
  }
}
