package io.skucast.local.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.deep.DeepHistory;
import io.skucast.job.config.Settings;
import io.skucast.local.kafka.KafkaBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The sales of a topic as training reads them, from a real broker. */
class TopicReaderITCase {
  private static final String TOPIC = "shop.sales.v1";

  private final PrintWriter say = new PrintWriter(new StringWriter());

  @Test
  void committedSalesOfAllPartitionsCountOnceUpToTheLastPeriodThatIsOver() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      Settings settings = settings(broker);
      assertThatThrownBy(() -> ReadSales.ofTopic(settings, null, say))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(TOPIC + " at " + broker.bootstrap() + " is missing");
      createTopic(broker);
      assertThatThrownBy(() -> ReadSales.ofTopic(settings, null, say))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("topic " + TOPIC)
          .hasMessageContaining("holds no sale");

      send(broker, true, 0, sale("1", "2024-01-01T08:00:00Z", 3), sale("2", "2024-01-02", 2));
      send(broker, true, 1, sale("1", "2024-01-01T08:00:00Z", 3), "{broken");
      send(broker, false, 1, sale("3", "2024-01-02", 100));
      // The third day goes on: the disorder that is allowed is an hour.
      send(broker, true, 1, sale("4", "2024-01-04T00:30:00Z", 5));

      ReadSales read = ReadSales.ofTopic(settings, null, say);
      assertThat(read.histories().sales()).isEqualTo(4);
      assertThat(read.histories().repeats()).isEqualTo(1);
      assertThat(read.rejected()).isEqualTo(1);
      assertThat(read.through()).isEqualTo(day("2024-01-02"));
      DeepHistory series = read.histories().all().get(0);
      assertThat(series.units(day("2024-01-01"))).isEqualTo(3);
      assertThat(series.units(day("2024-01-02"))).as("not what was aborted").isEqualTo(2);

      send(broker, true, 0, "{\"closed_until\":\"2024-01-05T00:00:00Z\"}");
      assertThat(ReadSales.ofTopic(settings, null, say).through()).isEqualTo(day("2024-01-04"));

      ReadSales until = ReadSales.ofTopic(settings, LocalDate.parse("2024-01-03"), say);
      assertThat(until.through()).isEqualTo(day("2024-01-03"));
      assertThat(until.histories().last()).isEqualTo(day("2024-01-02"));
    }
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() {
    Settings nowhere = Settings.of(Map.of("kafka.bootstrap", "127.0.0.1:1"));
    assertThatThrownBy(() -> ReadSales.ofTopic(nowhere, null, say))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("is option kafka.bootstrap right?");
  }

  private static Settings settings(KafkaBroker broker) {
    return Settings.of(Map.of("kafka.bootstrap", broker.bootstrap(), "prefix", "shop"));
  }

  private static void createTopic(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      NewTopic topic = new NewTopic(TOPIC, 3, (short) 1);
      admin.createTopics(Set.of(topic)).all().get();
    }
  }

  private static void send(KafkaBroker broker, boolean commit, int partition, String... values) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", broker.bootstrap());
    properties.put("transactional.id", "feed-" + partition);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String value : List.of(values)) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(TOPIC, partition, null, bytes));
      }
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.flush();
        producer.abortTransaction();
      }
    }
  }

  private static String sale(String id, String time, int quantity) {
    return "{\"id\":\"%s\",\"sku\":\"A\",\"time\":\"%s\",\"quantity\":%d}"
        .formatted(id, time, quantity);
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
