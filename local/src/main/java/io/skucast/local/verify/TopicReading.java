package io.skucast.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skucast.job.io.publish.OutputTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic as a reader sees it who reads only what is committed. */
record TopicReading(String bootstrap, String prefix, OutputTopic topic) implements Reading {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "topic " + topic.code();
  }

  @Override
  public void each(Visitor visitor) throws Exception {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "isolation.level",
            "read_committed",
            "max.poll.records",
            "5000");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topic(prefix)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // Under read_committed this is the end of what is committed.
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long last = System.nanoTime();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          see(visitor, JSON.readTree(record.value()));
          last = System.nanoTime();
        }
        if (System.nanoTime() - last > PATIENCE.toNanos()) {
          throw new IOException("Kafka at " + bootstrap + " stopped answering within " + name());
        }
      }
    }
  }

  private void see(Visitor visitor, JsonNode result) {
    visitor.see(
        switch (topic) {
          case MODELS -> text(result, "model", "category", "first_horizon", "effective_origin");
          case TRENDS -> text(result, "sku", "location", "period");
          case FORECASTS -> text(result, "sku", "location", "origin", "forecaster");
          case ACCURACY -> text(result, "sku", "location", "period", "forecaster");
          case ALERTS -> text(result, "sku", "location", "period", "kind", "lag");
          case LATE -> text(result, "sku", "location", "time", "id");
          case REJECTED -> RunNames.without(prefix, text(result, "source"));
        },
        // Scores and alerts are final; versions of models are numbered.
        result.path("revision").asLong(result.path("version").asLong(1)),
        topic == OutputTopic.REJECTED ? RunNames.without(prefix, result) : result);
  }

  private static String text(JsonNode result, String... fields) {
    StringBuilder text = new StringBuilder();
    for (String field : fields) {
      text.append(text.isEmpty() ? "" : "|").append(result.path(field).asText());
    }
    return text.toString();
  }
}
