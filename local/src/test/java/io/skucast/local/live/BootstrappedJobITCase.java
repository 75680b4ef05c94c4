package io.skucast.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SkucastJob;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.SetupCommand;
import io.skucast.local.Skucast;
import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live job with its real ends, begun with a savepoint from history, against the same job that
 * has read everything from Kafka.
 */
class BootstrappedJobITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTITIONS = 3;
  private static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

  /** So that 60 days teach enough for models to be served. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "linear.teach-every", "1",
          "linear.least-samples", "200",
          "linear.held-out-blocks", "2",
          "forecast.every", "7",
          "forecast.horizons", "7");

  @TempDir private Path folder;

  @Test
  void itIssuesWhatAJobIssuesThatHasReadAllAndReadsNoMoreThanItMust() throws Exception {
    SampleSales sales = new SampleSales(11, PARTITIONS);
    List<SampleSales.Record> all = sales.all();
    List<SampleSales.Record> past = all.subList(0, 2 * all.size() / 3);
    try (KafkaBroker broker = KafkaBroker.start();
        ElasticsearchProcess elasticsearch =
            ElasticsearchProcess.start(Path.of("target", "elasticsearch"));
        CrashingCluster cluster = new CrashingCluster()) {
      Settings whole = settings("whole", broker, elasticsearch);
      SetupCommand.setUp(whole);
      send(broker, whole, all);
      cluster.submit(graph(whole, null));
      cluster.awaitRead(all.size());
      cluster.drain(folder.resolve("whole"));
      Map<String, JsonNode> expected = LiveJobITCase.lastOf(LiveJobITCase.committed(broker, whole));

      Path savepoint = folder.resolve("from-history");
      String said = bootstrap(past, savepoint);
      Matcher start = Pattern.compile("--kafka.start=(\\S+)").matcher(said);
      assertThat(start.find()).as(said).isTrue();
      Instant from = Instant.parse(start.group(1));
      Settings begun =
          settings("begun", broker, elasticsearch)
              .with(Map.of("kafka.start", start.group(1), "state.backend", "rocksdb"));
      SetupCommand.setUp(begun);
      stampedByWhoWrites(broker, begun);
      send(broker, begun, all);
      cluster.submit(graph(begun, savepoint));
      long again = readFrom(from.toEpochMilli(), all);
      assertThat(again).isLessThan(all.size() / 2);
      cluster.awaitRead(past.size() + again);
      JobCounts counts = cluster.counts();
      // Clocks are no sales; one record a partition is one.
      assertThat(counts.read()).isEqualTo(past.size() + again - PARTITIONS);
      assertThat(counts.read()).isEqualTo(counts.accepted() + counts.rejected());
      cluster.drain(folder.resolve("begun"));

      Map<String, JsonNode> issued = LiveJobITCase.lastOf(LiveJobITCase.committed(broker, begun));
      assertThat(expected).containsAllEntriesOf(issued);
      // Whatever is of a period that was not over when the history was.
      long end = writtenMillis(past).get(past.size() - 1);
      String last = Instant.ofEpochMilli(end).toString().substring(0, 10);
      Map<String, JsonNode> toCome = new HashMap<>(expected);
      toCome.values().removeIf(result -> dateOf(result).compareTo(last) < 0);
      assertThat(toCome).hasSizeGreaterThan(100);
      assertThat(issued).containsAllEntriesOf(toCome);
    }
  }

  /**
   * So that this test can say when a record was written; the broker must not think them too old.
   */
  private static void stampedByWhoWrites(KafkaBroker broker, Settings settings) throws Exception {
    ConfigResource topic =
        new ConfigResource(ConfigResource.Type.TOPIC, KafkaEnds.salesTopic(settings));
    List<AlterConfigOp> changes =
        List.of(
            new AlterConfigOp(
                new ConfigEntry("message.timestamp.type", "CreateTime"), AlterConfigOp.OpType.SET),
            new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
    }
  }

  private static String dateOf(JsonNode result) {
    for (String name : List.of("effective_origin", "period", "origin")) {
      if (result.has(name)) {
        return result.get(name).asText();
      }
    }
    throw new AssertionError("no period: " + result);
  }

  /** What the command says, having learned from a file of these sales. */
  private String bootstrap(List<SampleSales.Record> sales, Path savepoint) throws Exception {
    List<String> lines = new ArrayList<>(List.of("id,sku,time,quantity,price"));
    for (SampleSales.Record sale : sales) {
      JsonNode json = JSON.readTree(sale.json());
      lines.add(
          String.join(
              ",",
              json.path("id").asText(),
              json.path("sku").asText(),
              json.path("time").asText(),
              json.path("quantity").asText(),
              json.path("price").asText()));
    }
    Path file = Files.write(folder.resolve("history.csv"), lines);
    List<String> arguments =
        new ArrayList<>(List.of("bootstrap", "--data=" + file, "--out=" + savepoint));
    OPTIONS.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(new String[0]));
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }

  private Settings settings(String prefix, KafkaBroker broker, ElasticsearchProcess elasticsearch) {
    return Settings.of(OPTIONS)
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
                "checkpoint.interval",
                "PT0.3S",
                "checkpoint.folder",
                folder.resolve(prefix + "-state").toUri().toString()));
  }

  private static JobGraph graph(Settings settings, Path savepoint) {
    Configuration configuration = JobConfiguration.live(settings);
    CrashingCluster.restartAtOnce(configuration);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    SkucastJob.build(env, settings);
    JobGraph graph = env.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(
          SavepointRestoreSettings.forPath(savepoint.toUri().toString(), false));
    }
    return graph;
  }

  /** How many a job reads that begins in each partition with the first record written since. */
  private static long readFrom(long millis, List<SampleSales.Record> records) throws Exception {
    List<Long> written = writtenMillis(records);
    boolean[] begun = new boolean[PARTITIONS];
    long read = 0;
    for (int i = 0; i < records.size(); i++) {
      int partition = records.get(i).partition();
      // One that repeats an older sale is older too, but comes after.
      begun[partition] |= written.get(i) >= millis;
      read += begun[partition] ? 1 : 0;
    }
    return read;
  }

  /** When each is written: on its day, which its id names; others with those before them. */
  private static List<Long> writtenMillis(List<SampleSales.Record> records) throws Exception {
    List<Long> all = new ArrayList<>();
    long written = 0;
    for (SampleSales.Record record : records) {
      JsonNode json = JSON.readTree(record.json());
      String id = json.path("id").asText();
      if (json.has("closed_until")) {
        written = Instant.parse(json.get("closed_until").asText()).toEpochMilli();
      } else if (!id.isEmpty()) {
        int day = Integer.parseInt(id.substring(0, id.indexOf('-')));
        written = START.plus(Duration.ofDays(day + 1)).toEpochMilli() - 1;
      }
      all.add(written);
    }
    return all;
  }

  private static void send(KafkaBroker broker, Settings settings, List<SampleSales.Record> records)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Long> written = writtenMillis(records);
      for (int i = 0; i < records.size(); i++) {
        SampleSales.Record record = records.get(i);
        producer.send(
            new ProducerRecord<>(
                KafkaEnds.salesTopic(settings),
                record.partition(),
                written.get(i),
                null,
                record.json().getBytes(StandardCharsets.UTF_8)));
      }
    }
  }
}
