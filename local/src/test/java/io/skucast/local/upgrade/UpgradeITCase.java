package io.skucast.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.job.config.Settings;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.SetupCommand;
import io.skucast.local.Skucast;
import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.ClusterPlan;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.local.cluster.Submission;
import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import io.skucast.local.operate.JobJar;
import io.skucast.savepoints.practice.EditedJob;
import io.skucast.savepoints.practice.Releases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * One job on processes of their own, through an upgrade that is refused, one that fails and one.
 */
class UpgradeITCase {
  private static final int DAYS = 40;

  @TempDir private static Path folder;
  private static KafkaBroker broker;
  private static ElasticsearchProcess elasticsearch;
  private static LocalCluster cluster;
  private static ClusterJobs jobs;
  private static Map<String, String> options;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start();
    elasticsearch =
        ElasticsearchProcess.start(
            Path.of(System.getProperty("skucast.elasticsearch", "target/elasticsearch")));
    options =
        Map.of(
            "checkpoint.interval",
            "PT0.5S",
            "checkpoint.folder",
            folder.toUri() + "state",
            "kafka.bootstrap",
            broker.bootstrap(),
            "kafka.partitions",
            "1",
            "elasticsearch.urls",
            elasticsearch.url());
    SetupCommand.setUp(Settings.of(options));
    cluster = LocalCluster.start(folder.resolve("cluster"), new ClusterPlan(1, 1, false, Map.of()));
    jobs = ClusterJobs.of(cluster);
  }

  @AfterAll
  static void stop() throws Exception {
    if (jobs != null) {
      jobs.close();
    }
    if (cluster != null) {
      cluster.stop();
    }
    if (elasticsearch != null) {
      elasticsearch.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void aJobIsUpgradedOrRunsOnAsItWasAndLosesNoSaleByIt() throws Exception {
    JobID first = submit();
    send(0);
    awaitRead(first, 1);

    assertThat(upgrade(JobJar.built(), "--state.max-parallelism=64")).as("%s", err).isEqualTo(2);
    assertThat(err.toString())
        .contains("is cut into other parts", "maximum parallelism 128 and the job 64");
    assertThat(jobs.list()).singleElement().satisfies(job -> assertRuns(job.id(), first));

    // The state fits, and the broker allows no transaction so long: it fails as often as it starts.
    assertThat(upgrade(JobJar.built(), "--kafka.transaction-timeout=PT24H"))
        .as("%s", err)
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("transaction timeout is larger")
        .contains("the old release runs again as job ");
    JobID again = jobs.list().get(0).id();
    assertThat(again).isNotEqualTo(first);
    send(1);
    awaitRead(again, 2);

    assertThat(upgrade(grown())).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("SeriesClock is written in version 3 and was in version 2")
        .contains("operator trend-counts is added")
        .containsPattern(
            "no job ran for \\d+\\.\\d s, and its first checkpoint was complete after");
    JobID next = jobs.list().get(0).id();
    send(2);
    awaitRead(next, 3);
    JobCounts counts = JobCounts.of(jobs.accumulators(next));
    assertThat(counts.accepted()).isEqualTo(3L * DAYS);
    assertThat(jobs.submission(next).orElseThrow().parallelism()).isEqualTo(1);
  }

  private static void assertRuns(JobID running, JobID expected) {
    assertThat(running).isEqualTo(expected);
  }

  private static Path grown() throws Exception {
    return Releases.next(EditedJob.of(repository(), JobJar.built()))
        .build(folder.resolve("grown.jar"));
  }

  private static JobID submit() throws Exception {
    List<String> arguments =
        options.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue()).toList();
    JobID job = jobs.submit(new Submission(JobJar.built(), 1, null, false, arguments));
    jobs.awaitRunning(job, Duration.ofSeconds(90));
    return job;
  }

  /** A sale a day of a product of the round's own, and a clock that ends the last day. */
  private static void send(int round) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      LocalDate start = LocalDate.of(2024, 3, 1).plusDays((long) round * DAYS);
      for (int day = 0; day < DAYS; day++) {
        put(
            producer,
            "{\"id\":\"%d-%d\",\"sku\":\"sku-%d\",\"time\":\"%sT12:00:00Z\",\"quantity\":1,\"price\":2}"
                .formatted(round, day, round, start.plusDays(day)));
      }
      put(producer, "{\"closed_until\":\"%sT00:00:00Z\"}".formatted(start.plusDays(DAYS)));
    }
  }

  private static void put(KafkaProducer<byte[], byte[]> producer, String json) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                "skucast.sales.v1", 0, null, json.getBytes(StandardCharsets.UTF_8)))
        .get();
  }

  private static void awaitRead(JobID job, int rounds) throws Exception {
    jobs.await(
        job,
        "at the end of the sales",
        () -> JobCounts.of(jobs.accumulators(job)).accepted() >= (long) rounds * DAYS);
    jobs.awaitCheckpoint(job, Duration.ofSeconds(60));
  }

  private int upgrade(Path jar, String... more) {
    CommandLine line = Skucast.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] words = new String[7 + more.length];
    System.arraycopy(
        new String[] {
          "upgrade",
          "--folder",
          cluster.folder().toString(),
          "--jar",
          jar.toString(),
          "--patience",
          "60"
        },
        0,
        words,
        0,
        7);
    System.arraycopy(more, 0, words, 7, more.length);
    return line.execute(words);
  }

  private static Path repository() {
    return Path.of("..").toAbsolutePath().normalize();
  }
}
