package io.skucast.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.publish.OutputTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Alerts as the job commits them: a few of each look in words, all of them counted. */
final class NewAlerts implements AutoCloseable {
  private static final int SHOWN = 3;
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<byte[], byte[]> consumer;
  private long total;
  private boolean closed;

  /**
   * @param consumer placed where reading is to begin
   */
  NewAlerts(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** From the topic's beginning; the topic is there. */
  static NewAlerts open(Settings settings) {
    Properties properties = KafkaEnds.clientProperties(settings);
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    String topic = OutputTopic.ALERTS.topic(settings.get(EndOptions.PREFIX));
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new NewAlerts(consumer);
  }

  /** Lines about what has come since the last look; none where nothing has. */
  synchronized List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    long before = total;
    if (!closed) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
        total++;
        if (lines.size() < SHOWN) {
          lines.add(line(JSON.readTree(record.value())));
        }
      }
    }
    long more = total - before - lines.size();
    if (more > 0) {
      lines.add("  alert … and %,d more, %,d so far".formatted(more, total));
    }
    return lines;
  }

  private static String line(JsonNode alert) {
    return "  alert %-11s %s  %-22s %s"
        .formatted(
            alert.get("kind").asText(),
            alert.get("period").asText(),
            FirstLook.cut(alert.get("sku").asText() + ' ' + alert.get("location").asText()),
            alert.get("message").asText());
  }

  /** Waits for a look under way: a consumer is for one thread at a time. */
  @Override
  public synchronized void close() {
    closed = true;
    consumer.close(Duration.ofSeconds(5));
  }
}
