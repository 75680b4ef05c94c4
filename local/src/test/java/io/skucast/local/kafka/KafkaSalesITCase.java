package io.skucast.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.sale.Incoming;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.CsvFiles;
import io.skucast.job.io.file.CsvOutlet;
import io.skucast.job.io.file.SortedFile;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.kafka.SaleDeserializer;
import io.skucast.job.observe.JobCounts;
import io.skucast.job.state.Uids;
import io.skucast.job.time.SaleWatermarks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline on sales from a real broker. */
class KafkaSalesITCase {
  private static final String TOPIC = "skucast.sales.v1";

  private static final ConfigOption<Duration> HEARTBEATS =
      HeartbeatManagerOptions.HEARTBEAT_INTERVAL;

  @TempDir private Path folder;

  @Test
  void badRecordsAreRejectedWithTheirPlaceAndTheJobGoesOn() throws Exception {
    Settings settings = Settings.of(Map.of(Options.FORECAST_EVERY.key(), "0"));
    try (KafkaBroker broker = KafkaBroker.start()) {
      createTopic(broker, 1);
      send(
          broker,
          sale("2024-01-01", "3"),
          null,
          new byte[0],
          "{broken".getBytes(StandardCharsets.UTF_8),
          new byte[5_000_000],
          sale("2024-01-02", "-1"),
          sale("2024-01-03", "\"NaN\""),
          sale("2024-01-03", "2"),
          "{\"closed_until\":\"2024-01-06T00:00:00Z\"}".getBytes(StandardCharsets.UTF_8));

      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(2, JobConfiguration.of(settings));
      KafkaSource<Incoming> source =
          KafkaSource.<Incoming>builder()
              .setBootstrapServers(broker.bootstrap())
              .setTopics(TOPIC)
              .setStartingOffsets(OffsetsInitializer.earliest())
              .setBounded(OffsetsInitializer.latest())
              .setDeserializer(new SaleDeserializer(settings))
              .build();
      var incoming =
          env.fromSource(source, SaleWatermarks.strategy(settings.get(Options.DISORDER)), "sales")
              .uid(Uids.SALES)
              .setParallelism(1);
      SalesForecastPipeline.build(incoming, settings, new CsvOutlet(settings, folder));
      var result = env.execute();
      JobCounts counts = JobCounts.of(result.getAllAccumulatorResults());
      assertThat(counts.accepted()).isEqualTo(3);
      assertThat(counts.rejected()).isEqualTo(5);
      assertThat(counts.clocks()).isEqualTo(1);
      assertThat(counts.unaccounted()).isZero();
    }

    assertThat(lines(CsvFiles.REJECTED, CsvFiles.REJECTED_HEADER, false))
        .extracting(line -> line.split(",")[0] + " " + line.split(",")[1])
        .containsExactly(
            TOPIC + "-0@1 empty",
            TOPIC + "-0@2 empty",
            TOPIC + "-0@3 not-json",
            TOPIC + "-0@4 too-large",
            TOPIC + "-0@6 bad-quantity");
    assertThat(lines(CsvFiles.TRENDS, CsvFiles.TRENDS_HEADER, true))
        .extracting(line -> line.split(",")[2] + " " + line.split(",")[4])
        // Zero is data, as far as the clock says that time has gone on.
        .containsExactly(
            "2024-01-01 3", "2024-01-02 -1", "2024-01-03 2", "2024-01-04 0", "2024-01-05 0");
    assertThat(lines(CsvFiles.FORECASTS, "header", true)).hasSize((4 + 2) * 28);
  }

  @Test
  void aSilentPartitionDoesNotHoldTheClockBack() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      Settings settings =
          Settings.of(Map.of("kafka.bootstrap", broker.bootstrap(), "time.idle-after", "PT0.5S"));
      createTopic(broker, 2);
      send(broker, sale("2024-01-01", "3"), sale("2024-01-02", "1"), sale("2024-01-05", "2"));

      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(
              2, JobConfiguration.live(settings).set(HEARTBEATS, Duration.ofMillis(200)));
      var incoming =
          env.fromSource(
                  KafkaEnds.source(settings),
                  SaleWatermarks.strategy(
                      settings.get(Options.DISORDER), settings.get(Options.IDLE_AFTER)),
                  "sales")
              .uid(Uids.SALES);
      SalesForecastPipeline.build(incoming, settings, new CsvOutlet(settings, folder));
      JobClient job = env.executeAsync();
      // The second partition never has a record, and the input does not end.
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> JobCounts.of(job.getAccumulators().get()).trends() == 3);
      job.cancel().get();
    }
  }

  private static void createTopic(KafkaBroker broker, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      NewTopic topic = new NewTopic(TOPIC, partitions, (short) 1);
      admin
          .createTopics(Set.of(topic.configs(Map.of("message.timestamp.type", "LogAppendTime"))))
          .all()
          .get();
    }
  }

  private List<String> lines(String file, String header, boolean unique) throws Exception {
    SortedFile.write(folder, folder, file, header, unique);
    List<String> lines = Files.readAllLines(folder.resolve(file));
    return lines.subList(1, lines.size());
  }

  private static byte[] sale(String day, String quantity) {
    return ("{\"sku\":\"A\",\"time\":\"" + day + "\",\"quantity\":" + quantity + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(KafkaBroker broker, byte[]... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "max.request.size", 8 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] value : values) {
        producer.send(new ProducerRecord<>(TOPIC, 0, null, value)).get();
      }
    }
  }
}
