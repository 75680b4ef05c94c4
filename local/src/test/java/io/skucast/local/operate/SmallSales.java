package io.skucast.local.operate;

import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.kafka.Topics;
import io.skucast.local.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with a few sales of a few series, and the options of a job that reads them. */
final class SmallSales implements AutoCloseable {
  private static final int SERIES = 5;

  private final KafkaBroker broker = KafkaBroker.start();
  private final AcceptingElasticsearch elasticsearch = new AcceptingElasticsearch();
  private final Map<String, String> options = new LinkedHashMap<>();
  private LocalDate day = LocalDate.of(2024, 1, 1);
  private long sent;

  SmallSales() throws Exception {
    options.put("kafka.bootstrap", broker.bootstrap());
    options.put("kafka.partitions", "1");
    options.put("elasticsearch.urls", elasticsearch.url());
    options.put("checkpoint.interval", "PT0.5S");
    try (Topics topics = new Topics(Settings.of(options))) {
      topics.setUp();
    }
  }

  Map<String, String> options() {
    return options;
  }

  /** The options as a file for --config. */
  Path file(Path folder) throws Exception {
    return Files.writeString(
        folder.resolve("job.properties"),
        options.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  /** Sends the sales of more days. */
  void send(int days) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < days; i++, day = day.plusDays(1)) {
        for (int sku = 0; sku < SERIES; sku++, sent++) {
          String sale =
              "{\"sku\":\"S" + sku + "\",\"time\":\"" + day + "\",\"quantity\":" + (1 + sku) + "}";
          producer
              .send(
                  new ProducerRecord<>(
                      KafkaEnds.salesTopic(Settings.of(options)),
                      0,
                      null,
                      sale.getBytes(StandardCharsets.UTF_8)))
              .get();
        }
      }
    }
  }

  /** Sales sent so far. */
  long sent() {
    return sent;
  }

  @Override
  public void close() throws IOException {
    elasticsearch.close();
    broker.close();
  }
}
