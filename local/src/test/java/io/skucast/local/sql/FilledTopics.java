package io.skucast.local.sql;

import io.skucast.core.generate.SaleGenerator;
import io.skucast.core.generate.SalesPlan;
import io.skucast.core.sale.SaleDraft;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SkucastJob;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.kafka.SaleJsonWriter;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.SetupCommand;
import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * A real broker and a real Elasticsearch with what the live job made of generated sales: two
 * categories and more, promotions, returns, repeats, late lines, lines that are none, and stock.
 */
@SuppressWarnings("try") // Tests declare Exception, an interruption too.
final class FilledTopics implements AutoCloseable {
  static final int PARTITIONS = 2;
  static final String PREFIX = "asked";
  static final int DAYS = 75;
  private static final SalesPlan PLAN =
      new SalesPlan(10, DAYS, 2, 5, LocalDate.parse("2024-01-01"));

  private final KafkaBroker broker = KafkaBroker.start();
  private final ElasticsearchProcess elasticsearch;

  FilledTopics(Path folder) throws Exception {
    elasticsearch = ElasticsearchProcess.start(Path.of("target", "elasticsearch"));
    Settings settings =
        Settings.of(
                Map.of(
                    "prefix",
                    PREFIX,
                    "kafka.bootstrap",
                    broker.bootstrap(),
                    "kafka.partitions",
                    Integer.toString(PARTITIONS),
                    "elasticsearch.urls",
                    elasticsearch.url(),
                    "forecast.every",
                    "7",
                    "forecast.horizons",
                    Integer.toString(ExpectedAnswers.FORECAST_DAYS),
                    "checkpoint.interval",
                    "PT0.5S",
                    "checkpoint.folder",
                    folder.resolve("state").toUri().toString()))
            // So that these days teach enough for models to be served, and forecasts have reasons.
            .with(
                Map.of(
                    "linear.teach-every",
                    "1",
                    "linear.least-samples",
                    "200",
                    "linear.held-out-blocks",
                    "2"));
    SetupCommand.setUp(settings);
    signals(settings);
    long sent = sales(settings);
    run(settings, sent, folder);
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  String elasticsearch() {
    return elasticsearch.url();
  }

  TopicAddress address() {
    return new TopicAddress(broker.bootstrap(), PREFIX);
  }

  TopicRecords records() throws Exception {
    return new TopicRecords(broker.bootstrap(), PREFIX, PARTITIONS);
  }

  /** Stock of half of the series, twice each, the second time little. */
  private void signals(Settings settings) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int sku = 1; sku <= 10; sku += 2) {
      for (String day : List.of("2024-03-01", "2024-03-10")) {
        int stock = day.endsWith("01") ? 900 : 2 * sku;
        records.add(
            record(
                KafkaEnds.signalsTopic(settings),
                sku % PARTITIONS,
                ("{\"sku\":\"SKU-%05d\",\"location\":\"store-1\",\"time\":\"%sT08:00:00Z\","
                        + "\"kind\":\"stock\",\"quantity\":%d}")
                    .formatted(sku, day, stock)));
      }
    }
    send(records);
  }

  private long sales(Settings settings) {
    SaleGenerator sales = new SaleGenerator(PLAN);
    SaleJsonWriter writer = new SaleJsonWriter();
    String topic = KafkaEnds.salesTopic(settings);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (long event = 0; sales.has(event); event++) {
      SaleDraft draft = sales.event(event);
      int partition = Math.floorMod(draft.sku().hashCode(), PARTITIONS);
      records.add(new ProducerRecord<>(topic, partition, null, writer.draft(draft)));
    }
    records.add(record(topic, 0, "{\"sku\":\"SKU-00001\",\"quantity\":\"many\"}"));
    records.add(record(topic, 0, "this is no JSON"));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      records.add(new ProducerRecord<>(topic, partition, null, writer.clock(sales.endMillis())));
    }
    send(records);
    return records.size();
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, int partition, String json) {
    return new ProducerRecord<>(topic, partition, null, json.getBytes(StandardCharsets.UTF_8));
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      records.forEach(producer::send);
    }
  }

  private static void run(Settings settings, long sent, Path folder) throws Exception {
    Configuration configuration = JobConfiguration.live(settings);
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(300));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    SkucastJob.build(env, settings);
    JobClient job = env.executeAsync("fills topics");
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .until(
            () -> {
              JobCounts counts = JobCounts.of(new HashMap<>(job.getAccumulators().get()));
              return counts.read() + counts.clocks() >= sent;
            });
    job.stopWithSavepoint(
            true, folder.resolve("savepoint").toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
    job.getJobExecutionResult().get();
  }

  @Override
  public void close() throws Exception {
    elasticsearch.close();
    broker.close();
  }
}
