package io.skucast.local.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is committed in the topics, read by Kafka's client and reckoned with in Java: what answers
 * of SQL are held against.
 */
final class TopicRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<JsonNode>> records = new TreeMap<>();

  TopicRecords(String bootstrap, String prefix, int partitions) throws Exception {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (String topic :
          List.of(
              "sales",
              "signals",
              "trends",
              "forecasts",
              "accuracy",
              "alerts",
              "models",
              "rejected",
              "late")) {
        List<TopicPartition> all = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
          all.add(new TopicPartition(prefix + "." + topic + ".v1", p));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        List<JsonNode> found = new ArrayList<>();
        while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
            try {
              found.add(JSON.readTree(record.value()));
            } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
              found.add(JSON.createObjectNode());
            }
          }
        }
        records.put(topic, found);
      }
    }
  }

  List<JsonNode> of(String topic) {
    return records.get(topic);
  }

  /** Order lines, each once, though it was sent twice. */
  List<JsonNode> sales() {
    return of("sales").stream()
        .filter(s -> s.has("sku") && number(s, "quantity") != null)
        .distinct()
        .toList();
  }

  /** The newest revision of each series and period. */
  List<JsonNode> trends() {
    return newest(of("trends"), t -> series(t) + '|' + t.get("period").asText());
  }

  /** The newest revision of each series, forecaster and origin. */
  List<JsonNode> origins() {
    return newest(
        of("forecasts"),
        f -> series(f) + '|' + f.get("forecaster").asText() + '|' + f.get("origin").asText());
  }

  /** The newest forecast of a forecaster for each SKU and location. */
  List<JsonNode> forecasts(String forecaster) {
    Map<String, JsonNode> last = new TreeMap<>();
    origins().stream()
        .filter(f -> isSku(f) && f.get("forecaster").asText().equals(forecaster))
        .forEach(
            f ->
                last.merge(
                    series(f),
                    f,
                    (a, b) ->
                        a.get("origin").asText().compareTo(b.get("origin").asText()) > 0 ? a : b));
    return new ArrayList<>(last.values());
  }

  /** Scores of series: one for each period, forecaster and lag, with the fields of the whole. */
  List<Score> scores(int days) {
    List<Score> all = new ArrayList<>();
    for (JsonNode a : of("accuracy")) {
      if (isSku(a)) {
        for (JsonNode lag : a.get("lags")) {
          all.add(
              new Score(
                  series(a),
                  a.get("sku").asText(),
                  a.get("forecaster").asText(),
                  date(a, "period"),
                  lag.get("lag").asInt(),
                  a.get("demand").asDouble(),
                  lag.get("error").asDouble(),
                  lag));
        }
      }
    }
    LocalDate last = all.stream().map(Score::period).max(LocalDate::compareTo).orElseThrow();
    return all.stream().filter(s -> s.period().isAfter(last.minusDays(days))).toList();
  }

  /** One forecast of one period against what was sold. */
  record Score(
      String series,
      String sku,
      String forecaster,
      LocalDate period,
      int lag,
      double demand,
      double error,
      JsonNode rest) {}

  /** The category of each SKU. */
  Map<String, String> categories() {
    return sales().stream()
        .collect(
            Collectors.toMap(
                s -> s.get("sku").asText(), s -> s.get("category").asText(), (a, b) -> b));
  }

  LocalDate lastDate() {
    return trends().stream().map(t -> date(t, "period")).max(LocalDate::compareTo).orElseThrow();
  }

  private static List<JsonNode> newest(List<JsonNode> all, Function<JsonNode, String> key) {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (JsonNode one : all) {
      newest.merge(
          key.apply(one),
          one,
          (a, b) -> a.get("revision").asLong() > b.get("revision").asLong() ? a : b);
    }
    return new ArrayList<>(newest.values());
  }

  static boolean isSku(JsonNode node) {
    return node.get("level").asText().equals("sku");
  }

  static String series(JsonNode node) {
    return node.get("sku").asText() + '|' + node.path("location").asText("all");
  }

  static LocalDate date(JsonNode node, String field) {
    return LocalDate.parse(node.get(field).asText().substring(0, 10));
  }

  static Double number(JsonNode node, String field) {
    try {
      return node.has(field) ? Double.valueOf(node.get(field).asText()) : null;
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }
}
