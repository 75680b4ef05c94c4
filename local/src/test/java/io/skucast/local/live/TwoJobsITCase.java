package io.skucast.local.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skucast.job.JobConfiguration;
import io.skucast.job.SkucastJob;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.SetupCommand;
import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of it if the live job is submitted while it runs already. */
class TwoJobsITCase {
  private static final int PARTITIONS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void aSecondJobOfOneGroupEndsTheFirstGoesOnAndAThirdTakesOver() throws Exception {
    SampleSales sales = new SampleSales(3, PARTITIONS);
    try (KafkaBroker broker = KafkaBroker.start();
        ElasticsearchProcess elasticsearch =
            ElasticsearchProcess.start(Path.of("target", "elasticsearch"))) {
      Settings settings =
          Settings.of(
              Map.of(
                  "prefix",
                  "two",
                  "kafka.group",
                  "two",
                  "kafka.bootstrap",
                  broker.bootstrap(),
                  "kafka.partitions",
                  Integer.toString(PARTITIONS),
                  "elasticsearch.urls",
                  elasticsearch.url(),
                  "forecast.every",
                  "7",
                  "checkpoint.interval",
                  "PT0.3S",
                  "checkpoint.folder",
                  folder.toUri().toString()));
      SetupCommand.setUp(settings);
      int half = sales.all().size() / 2;
      send(broker, settings, sales.all().subList(0, half));
      JobClient first = submit(settings);
      awaitRead(first, half);
      Map<String, Long> producers = producers(broker);
      assertThat(producers).isNotEmpty();

      JobClient second = submit(settings);
      assertThatThrownBy(
              () -> second.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .rootCause()
          .hasMessageContaining("another job, " + first.getJobID())
          .hasMessageContaining("kafka.group 'two'");

      assertThat(first.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
      send(broker, settings, sales.all().subList(half, sales.all().size()));
      awaitRead(first, sales.all().size());
      // Epochs of the first job's producers are what they were: nobody has fenced it off.
      assertThat(producers(broker)).containsAllEntriesOf(producers);

      first.cancel().get();
      JobClient third = submit(settings);
      awaitRead(third, 0);
      assertThat(third.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
      third.cancel().get();
    }
  }

  private static JobClient submit(Settings settings) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, JobConfiguration.live(settings));
    SkucastJob.build(env, settings);
    return env.executeAsync("skucast");
  }

  private static void awaitRead(JobClient job, long records) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              JobCounts counts = JobCounts.of(job.getAccumulators().get());
              return job.getJobStatus().get() == JobStatus.RUNNING
                  && counts.read() + counts.clocks() >= records;
            });
  }

  private static Map<String, Long> producers(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      List<String> ids =
          admin.listTransactions().all().get().stream().map(t -> t.transactionalId()).toList();
      return admin.describeTransactions(ids).all().get().entrySet().stream()
          .collect(Collectors.toMap(e -> e.getKey(), e -> (long) e.getValue().producerEpoch()));
    }
  }

  private static void send(
      KafkaBroker broker, Settings settings, List<SampleSales.Record> records) {
    SampleSales.send(broker.bootstrap(), KafkaEnds.salesTopic(settings), records);
  }
}
