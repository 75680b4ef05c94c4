package io.skucast.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SkucastJob;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.elasticsearch.ElasticsearchConnection;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.publish.OutputTopic;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.SetupCommand;
import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live job on a real broker and a real Elasticsearch, crashed under way. */
class LiveJobITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTITIONS = 3;
  private static final List<OutputTopic> RESULTS =
      List.of(
          OutputTopic.TRENDS,
          OutputTopic.FORECASTS,
          OutputTopic.ACCURACY,
          OutputTopic.ALERTS,
          OutputTopic.MODELS);

  @TempDir private Path folder;

  @Test
  void threeCrashesLoseNothingRepeatNothingAndChangeNoResult() throws Exception {
    SampleSales sales = new SampleSales(11, PARTITIONS);
    try (KafkaBroker broker = KafkaBroker.start();
        ElasticsearchProcess elasticsearch =
            ElasticsearchProcess.start(Path.of("target", "elasticsearch"));
        CrashingCluster cluster = new CrashingCluster()) {
      Settings calm = settings("calm", broker, elasticsearch);
      SetupCommand.setUp(calm);
      send(broker, calm, sales.all());
      cluster.submit(graph(calm));
      cluster.awaitRead(sales.all().size());
      cluster.drain(folder.resolve("calm"));
      Map<String, JsonNode> expected = lastOf(committed(broker, calm));
      assertThat(expected).hasSizeGreaterThan(sales.series() * SampleSales.DAYS / 2);
      assertThat(expected.keySet()).anyMatch(id -> id.endsWith("|score"));
      assertThat(expected.keySet()).anyMatch(id -> id.startsWith("model|"));

      Settings crashed = settings("crashed", broker, elasticsearch);
      SetupCommand.setUp(crashed);
      cluster.submit(graph(crashed));
      int part = sales.all().size() / 4;
      send(broker, crashed, sales.all().subList(0, part));
      cluster.awaitRead(part);
      cluster.crashAfterACheckpoint();
      send(broker, crashed, sales.all().subList(part, 2 * part));
      cluster.crashDuringACheckpoint();
      cluster.awaitRead(2 * part);
      send(broker, crashed, sales.all().subList(2 * part, 3 * part));
      cluster.crashBetweenCheckpoints();
      send(broker, crashed, sales.all().subList(3 * part, sales.all().size()));
      cluster.awaitRead(sales.all().size());
      assertThat(cluster.restores()).isGreaterThanOrEqualTo(3);
      JobCounts counts = cluster.counts();
      assertThat(counts.read() + counts.clocks()).isEqualTo(sales.all().size());
      cluster.drain(folder.resolve("crashed"));

      List<JsonNode> committed = committed(broker, crashed);
      assertThat(lastOf(committed)).isEqualTo(expected);
      assertThat(repeats(committed)).as("results committed twice").isEmpty();
      assertThat(documents(elasticsearch, crashed)).isEqualTo(expected);
    }
  }

  private Settings settings(String prefix, KafkaBroker broker, ElasticsearchProcess elasticsearch) {
    // So that 60 days teach enough for models to be served.
    Map<String, String> taught =
        Map.of(
            "linear.teach-every",
            "1",
            "linear.least-samples",
            "200",
            "linear.held-out-blocks",
            "2");
    return Settings.of(taught)
        .with(
            Map.of(
                "prefix",
                prefix,
                "kafka.group",
                prefix,
                "kafka.bootstrap",
                broker.bootstrap(),
                "kafka.partitions",
                Integer.toString(PARTITIONS),
                "elasticsearch.urls",
                elasticsearch.url(),
                "forecast.every",
                "7",
                "forecast.horizons",
                "7",
                "checkpoint.interval",
                "PT0.3S",
                "checkpoint.folder",
                folder.resolve(prefix + "-state").toUri().toString()));
  }

  private static JobGraph graph(Settings settings) {
    Configuration configuration = JobConfiguration.live(settings);
    CrashingCluster.restartAtOnce(configuration);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    SkucastJob.build(env, settings);
    return env.getStreamGraph().getJobGraph();
  }

  private static void send(
      KafkaBroker broker, Settings settings, List<SampleSales.Record> records) {
    SampleSales.send(broker.bootstrap(), KafkaEnds.salesTopic(settings), records);
  }

  /** All results that a reader sees who reads only what is committed. */
  static List<JsonNode> committed(KafkaBroker broker, Settings settings) throws Exception {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed");
    List<JsonNode> results = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (OutputTopic topic : RESULTS) {
        for (int p = 0; p < PARTITIONS; p++) {
          partitions.add(new TopicPartition(topic.topic(settings.get(EndOptions.PREFIX)), p));
        }
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // Under read_committed this is the end of what is committed.
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          results.add(JSON.readTree(record.value()));
        }
      }
    }
    return results;
  }

  /** What a result describes. */
  private static String idOf(JsonNode result) {
    if (result.has("effective_origin")) {
      return "model|"
          + result.get("model").asText()
          + '|'
          + result.get("category").asText()
          + '|'
          + result.get("first_horizon")
          + '|'
          + result.get("effective_origin").asText();
    }
    return result.get("sku").asText()
        + '|'
        + (result.has("period") ? result.get("period") : result.get("origin"))
        + '|'
        + result.get("location").asText()
        + '|'
        + result.path("forecaster").asText()
        + '|'
        + result.path("kind").asText()
        + '|'
        + result.path("lag").asText()
        + (result.has("lags") ? "|score" : "");
  }

  /** Scores and alerts are final and have none. */
  private static long revision(JsonNode result) {
    return result.path("revision").asLong(1);
  }

  /** The highest revision of each. */
  static Map<String, JsonNode> lastOf(List<JsonNode> results) {
    Map<String, JsonNode> last = new TreeMap<>();
    for (JsonNode result : results) {
      last.merge(idOf(result), result, (a, b) -> revision(a) >= revision(b) ? a : b);
    }
    return last;
  }

  private static Set<String> repeats(List<JsonNode> results) {
    Set<String> seen = new HashSet<>();
    return results.stream()
        .map(result -> idOf(result) + '@' + revision(result))
        .filter(id -> !seen.add(id))
        .collect(Collectors.toSet());
  }

  /** Every result in Elasticsearch. */
  private static Map<String, JsonNode> documents(
      ElasticsearchProcess elasticsearch, Settings settings) throws Exception {
    String indices = settings.get(EndOptions.PREFIX);
    Map<String, JsonNode> documents = new TreeMap<>();
    try (RestClient client = ElasticsearchConnection.of(elasticsearch.url()).open()) {
      client.performRequest(new Request("POST", "/" + indices + "-*/_refresh"));
      Request search =
          new Request(
              "POST",
              ("/%1$s-trends,%1$s-forecasts-*,%1$s-accuracy-*,%1$s-alerts,%1$s-models"
                      + "/_search?size=10000")
                  .formatted(indices));
      JsonNode answer = JSON.readTree(client.performRequest(search).getEntity().getContent());
      for (JsonNode hit : answer.at("/hits/hits")) {
        documents.put(idOf(hit.get("_source")), hit.get("_source"));
      }
    }
    return documents;
  }
}
