package io.skucast.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the demo says about alerts, from a topic that is played. */
class NewAlertsTest {
  private static final TopicPartition PARTITION = new TopicPartition("skucast.alerts.v1", 0);

  private final MockConsumer<byte[], byte[]> topic = topic();
  private final NewAlerts alerts = new NewAlerts(topic);
  private long offset;

  @Test
  void eachAlertIsShownOnceByKindSeriesAndMessage() throws Exception {
    arrive("drift-up", "A", "Demand has moved up.");
    assertThat(alerts.lines())
        .containsExactly(
            "  alert drift-up    2024-05-01  A north                Demand has moved up.");
    assertThat(alerts.lines()).isEmpty();
  }

  @Test
  void ofManyAFewAreShownAndAllAreCounted() throws Exception {
    arrive("biased", "A", "one");
    alerts.lines();
    for (int i = 0; i < 5; i++) {
      arrive("biased", "B" + i, "more");
    }
    List<String> lines = alerts.lines();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(2)).contains("B2");
    assertThat(lines.get(3)).isEqualTo("  alert … and 2 more, 6 so far");
  }

  @Test
  void onceClosedThereIsNothingToShow() throws Exception {
    arrive("biased", "A", "one");
    alerts.close();
    assertThat(alerts.lines()).isEmpty();
  }

  private void arrive(String kind, String sku, String message) {
    String json =
        """
        {"kind": "%s", "sku": "%s", "location": "north", "period": "2024-05-01", "message": "%s"}
        """
            .formatted(kind, sku, message);
    topic.addRecord(
        new ConsumerRecord<>(
            PARTITION.topic(),
            PARTITION.partition(),
            offset++,
            null,
            json.getBytes(StandardCharsets.UTF_8)));
  }

  private static MockConsumer<byte[], byte[]> topic() {
    MockConsumer<byte[], byte[]> topic = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
    topic.assign(List.of(PARTITION));
    topic.updateBeginningOffsets(Map.of(PARTITION, 0L));
    return topic;
  }
}
