package io.skucast.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.CsvFiles;
import io.skucast.job.io.file.CsvOutlet;
import io.skucast.job.io.file.SortedFile;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.observe.JobCounts;
import io.skucast.job.observe.SignalCounts;
import io.skucast.job.state.Uids;
import io.skucast.job.time.SaleWatermarks;
import io.skucast.job.time.SignalWatermarks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sales and signals from a real broker, the input without end. */
class KafkaSignalsITCase {
  @TempDir private Path folder;

  @Test
  void signalsEnrichTheSalesAndLeaveTheClockToThem() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      Settings settings = settings(broker);
      String sales = KafkaEnds.salesTopic(settings);
      String signals = KafkaEnds.signalsTopic(settings);
      createTopic(broker, sales, 1);
      createTopic(broker, signals, 2);
      send(
          broker,
          signals,
          "{'id':'a','sku':'A','time':'2024-01-01','kind':'stock','quantity':5}",
          "{'id':'b','sku':'A','time':'2024-01-01T12:00:00Z','kind':'stock','quantity':0}",
          "{'id':'c','sku':'A','time':'2024-01-01T09:00:00Z','kind':'view','quantity':3}",
          "{'id':'c','sku':'A','time':'2024-01-01T09:00:00Z','kind':'view','quantity':3}",
          "{'id':'d','sku':'A','time':'2024-01-01T09:00:00Z','kind':'cart'}",
          "{'id':'e','sku':'A','time':'2024-01-01T09:00:00Z','kind':'wish'}",
          "{'id':'f','sku':'never sold','time':'2024-01-01T09:00:00Z','kind':'stock','quantity':1}");
      JobClient job = start(settings);
      awaitSignals(job, counts -> counts.accepted() == 6 && counts.unaccounted() == 0);

      send(broker, sales, sale("2024-01-01"), sale("2024-01-02"), sale("2024-01-05"));
      awaitTrends(job, 3);
      send(
          broker,
          signals,
          "{'id':'late','sku':'A','time':'2024-01-01T13:00:00Z','kind':'stock','quantity':1}",
          "{'id':'g','sku':'A','time':'2024-01-02T09:00:00Z','kind':'view'}");
      awaitSignals(job, counts -> counts.late() == 1 && counts.corrections() == 1);
      send(broker, sales, sale("2024-01-06"));
      awaitTrends(job, 4);

      job.stopWithSavepoint(true, folder.resolve("end").toString(), SavepointFormatType.CANONICAL)
          .get();
      var counts = job.getJobExecutionResult().get().getAllAccumulatorResults();
      assertThat(SignalCounts.of(counts)).isEqualTo(new SignalCounts(8, 1, 6, 1, 1, 1, 0));
      assertThat(JobCounts.of(counts).accepted()).isEqualTo(4);
      assertThat(JobCounts.of(counts).series()).isEqualTo(1);
    }

    assertThat(lines(CsvFiles.TRENDS, CsvFiles.TRENDS_HEADER, true))
        .extracting(line -> line.split(","))
        .extracting(cells -> cells[0] + " " + cells[2] + " r" + cells[3] + " sales " + cells[6])
        // Each day adds its sales, its signals and the two signals of stock that it begins with.
        .containsExactly(
            "A 2024-01-01 r5 sales 1",
            "A 2024-01-02 r9 sales 1",
            "A 2024-01-03 r11 sales 0",
            "A 2024-01-04 r13 sales 0",
            "A 2024-01-05 r16 sales 1",
            "A 2024-01-06 r19 sales 1");
    assertThat(lines(CsvFiles.REJECTED, CsvFiles.REJECTED_HEADER, false))
        .extracting(line -> line.split(",")[0] + " " + line.split(",")[1])
        .containsExactlyInAnyOrder(
            "signal A|all|stock|late signal-late", "skucast.signals.v1-0@5 unknown-kind");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTopicOfSignalsThatIsSilentOrNotThereHoldsNothingBack(boolean isThere) throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      Settings settings = settings(broker);
      createTopic(broker, KafkaEnds.salesTopic(settings), 1);
      if (isThere) {
        createTopic(broker, KafkaEnds.signalsTopic(settings), 3);
      }
      send(
          broker,
          KafkaEnds.salesTopic(settings),
          sale("2024-01-01"),
          sale("2024-01-02"),
          sale("2024-01-05"));
      JobClient job = start(settings);
      awaitTrends(job, 3);
      // Silent sales do not leave the clock to the signals, which would end all time.
      Awaitility.await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> JobCounts.of(job.getAccumulators().get()).trends() == 3);
      job.cancel().get();
    }
  }

  private static Settings settings(KafkaBroker broker) {
    return Settings.of(
        Map.of(
            "kafka.bootstrap",
            broker.bootstrap(),
            "time.idle-after",
            "PT0.5S",
            Options.FORECAST_EVERY.key(),
            "0"));
  }

  private JobClient start(Settings settings) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            2,
            JobConfiguration.live(settings)
                .set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(200)));
    var sales =
        env.fromSource(
                KafkaEnds.source(settings),
                SaleWatermarks.strategy(
                    settings.get(Options.DISORDER), settings.get(Options.IDLE_AFTER)),
                "sales")
            .uid(Uids.SALES);
    var signals =
        env.fromSource(KafkaEnds.signals(settings), SignalWatermarks.strategy(), "signals")
            .uid(Uids.SIGNALS);
    SalesForecastPipeline.build(sales, signals, settings, new CsvOutlet(settings, folder));
    return env.executeAsync();
  }

  private static void awaitTrends(JobClient job, long trends) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> JobCounts.of(job.getAccumulators().get()).trends() == trends);
  }

  private static void awaitSignals(JobClient job, Predicate<SignalCounts> which) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> which.test(SignalCounts.of(job.getAccumulators().get())));
  }

  private static void createTopic(KafkaBroker broker, String topic, int partitions)
      throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin.createTopics(Set.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  private List<String> lines(String file, String header, boolean unique) throws Exception {
    SortedFile.write(folder, folder, file, header, unique);
    List<String> lines = Files.readAllLines(folder.resolve(file));
    return lines.subList(1, lines.size());
  }

  private static String sale(String day) {
    return "{'sku':'A','time':'" + day + "','quantity':1}";
  }

  private static void send(KafkaBroker broker, String topic, String... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        byte[] bytes = value.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, 0, null, bytes)).get();
      }
    }
  }
}
