package io.skucast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.CsvOutlet;
import io.skucast.job.io.file.SaleFileSource;
import io.skucast.job.state.Uids;
import io.skucast.job.time.SaleWatermarks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The shape of the dataflow: what a savepoint depends on. */
class SalesForecastPipelineTest {
  @Test
  void theUidsArePinned() {
    // A changed uid is an operator whose state is lost with the next upgrade.
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrder(
            "sales",
            "reception",
            "demand-windows",
            "demand-state",
            "lessons",
            "lesson-sums",
            "training",
            "refusal-alerts",
            "model-forecasts",
            "cell-sums",
            "levels",
            "reconciliation",
            "score-sums",
            "score-roll-up",
            "trends-text",
            "forecasts-text",
            "accuracy-text",
            "roll-ups-text",
            "alerts-text",
            "models-text",
            "rejected-text",
            "late-text",
            "files");
  }

  @Test
  void deepModelsAddTheirOwnUidsAndNoShuffleOfSeries() {
    StreamGraph graph = graph(deep());
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains(
            "deep-clock",
            "deep-registry",
            "deep-trial",
            "deep-judge",
            "deep-forecasts",
            "deep-alerts");
    assertThat(graph(Map.of()).getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .noneMatch(uid -> uid.startsWith("deep"));
    assertThat(hashed(graph)).containsExactlyInAnyOrder("demand-windows", "score-roll-up");
  }

  @Test
  void onAGpuTheOperatorsThatRunModelsHaveSlotsOfTheirOwn() {
    Map<String, String> options = new HashMap<>(deep());
    options.put("deep.device", "gpu");
    Map<String, String> groups = new HashMap<>();
    for (StreamNode node : graph(options).getStreamNodes()) {
      groups.put(node.getTransformationUID(), node.getSlotSharingGroup());
    }
    assertThat(groups)
        .containsEntry("deep-forecasts", "deep")
        .containsEntry("deep-trial", "deep")
        .containsEntry("demand-state", "default")
        .containsEntry("model-forecasts", "default")
        .containsEntry("cell-sums", "default")
        .containsEntry("levels", "default")
        .containsEntry("reconciliation", "default");
  }

  @Test
  void deepModelsWithoutAFolderAreRefusedWhereTheJobIsSubmitted() {
    assertThatThrownBy(() -> graph(Map.of("deep.enabled", "true")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deep.models is empty");
  }

  private static Map<String, String> deep() {
    return Map.of("deep.enabled", "true", "deep.models", "/never/read");
  }

  @Test
  void theUidsOfTheLiveJobArePinned() {
    Settings settings = Settings.of(Map.of());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobConfiguration.live(settings));
    SkucastJob.build(env, settings);
    assertThat(env.getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrder(
            "sales",
            "reception",
            "signals",
            "signal-reception",
            "demand-windows",
            "demand-state",
            "lessons",
            "lesson-sums",
            "training",
            "refusal-alerts",
            "model-forecasts",
            "cell-sums",
            "levels",
            "reconciliation",
            "score-sums",
            "score-roll-up",
            "trends-json",
            "forecasts-json",
            "accuracy-json",
            "roll-ups-json",
            "alerts-json",
            "models-json",
            "rejected-json",
            "late-json",
            "kafka",
            "Sink Committer: kafka",
            "documents",
            "elasticsearch");
  }

  /** A savepoint is bound to the maximum parallelism that its operators had. */
  @Test
  void everyOperatorHasOneMaximumParallelismWhateverItsParallelism() {
    Map<OperatorID, Integer> ofOne = maximaByOperator(1);
    assertThat(ofOne.values()).contains(1, 128);
    assertThat(maximaByOperator(2)).isEqualTo(ofOne);
    assertThat(maximaByOperator(3)).isEqualTo(ofOne);
  }

  private static Map<OperatorID, Integer> maximaByOperator(int parallelism) {
    Settings settings = Settings.of(deep());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobConfiguration.live(settings));
    env.setParallelism(parallelism);
    SkucastJob.build(env, settings);
    Map<OperatorID, Integer> maxima = new HashMap<>();
    for (JobVertex vertex : env.getStreamGraph().getJobGraph().getVertices()) {
      vertex
          .getOperatorIDs()
          .forEach(ids -> maxima.put(ids.getGeneratedOperatorID(), vertex.getMaxParallelism()));
    }
    return maxima;
  }

  @Test
  void aTransactionThatCouldEndBeforeItsCheckpointIsRefused() {
    Settings settings = Settings.of(Map.of("checkpoint.timeout", "PT15M"));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobConfiguration.live(settings));
    assertThatThrownBy(() -> SkucastJob.build(env, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kafka.transaction-timeout has the value 'PT15M'");
  }

  @Test
  void aBadOptionOfTheJobIsOneLineForTheOneWhoSubmitsIt() {
    assertThatThrownBy(() -> SkucastJob.main(new String[] {"--forecast.horizon=3"}))
        .isInstanceOf(ProgramParametrizationException.class)
        .hasMessage("unknown option 'forecast.horizon': did you mean forecast.horizons?");
  }

  @Test
  void onlyTheSeriesShuffleMovesSalesAndAnotherMovesSumsOfScores() {
    assertThat(hashed(graph())).containsExactlyInAnyOrder("demand-windows", "score-roll-up");
  }

  @Test
  void whatGoesNoFurtherThanTheNextStepIsNotWrittenOutOnItsWay() {
    // An exchange costs every record its writing and its reading. A step with two inputs begins a
    // task of its own; nothing else on the path of a series does.
    List<String> tasks =
        StreamSupport.stream(graph().getJobGraph().getVertices().spliterator(), false)
            .map(JobVertex::getName)
            .toList();
    assertThat(tasks)
        .anyMatch(task -> task.startsWith("demand windows -> (demand state -> (lessons -> lesson"))
        .anyMatch(task -> task.startsWith("model forecasts -> cell sums"))
        .anyMatch(task -> task.startsWith("reconciliation and scores -> (score sums"));
  }

  /** Operators that records are dealt out to by their keys. */
  private static List<String> hashed(StreamGraph graph) {
    return graph.getStreamNodes().stream()
        .flatMap(node -> node.getInEdges().stream())
        .filter(edge -> edge.getPartitioner().toString().equals("HASH"))
        .map(edge -> graph.getStreamNode(edge.getTargetId()).getTransformationUID())
        .toList();
  }

  private static StreamGraph graph() {
    return graph(Map.of());
  }

  private static StreamGraph graph(Map<String, String> options) {
    Settings settings = Settings.of(options);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobConfiguration.of(settings));
    var incoming =
        env.fromSource(
                new SaleFileSource(Path.of("never-read"), SaleFormat.CSV, settings, Instant.EPOCH),
                SaleWatermarks.strategy(Duration.ofHours(1)),
                "sales")
            .uid(Uids.SALES);
    SalesForecastPipeline.build(
        incoming, settings, new CsvOutlet(settings, Path.of("never-written")));
    return env.getStreamGraph();
  }
}
