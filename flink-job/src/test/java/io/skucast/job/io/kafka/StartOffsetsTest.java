package io.skucast.job.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Where a job begins to read that has no place yet. */
class StartOffsetsTest {
  private static final TopicPartition COMMITTED = new TopicPartition("sales", 0);
  private static final TopicPartition WRITTEN = new TopicPartition("sales", 1);
  private static final TopicPartition SILENT = new TopicPartition("sales", 2);

  @Test
  void whatIsCommittedGoesFirstThenTheInstantThenTheEnd() {
    OffsetsInitializer start = StartOffsets.of("2024-01-01T00:00:00Z");
    assertThat(start.getPartitionOffsets(List.of(COMMITTED, WRITTEN, SILENT), new Broker()))
        .isEqualTo(Map.of(COMMITTED, 17L, WRITTEN, 1_704_067_200_000L / 1_000, SILENT, 900L));
    assertThat(start.getAutoOffsetResetStrategy()).isEqualTo(OffsetResetStrategy.EARLIEST);
  }

  @Test
  void earliestAndLatestAreWhatTheyWere() {
    assertThat(StartOffsets.of("earliest").getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.EARLIEST);
    assertThat(StartOffsets.of("latest").getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.LATEST);
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> Settings.of(Map.of(EndOptions.KAFKA_START.key(), "yesterday")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kafka.start")
        .hasMessageContaining("yesterday")
        .hasMessageContaining("latest");
  }

  private static final class Broker implements PartitionOffsetsRetriever {
    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      return Map.of(COMMITTED, 17L);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      partitions.forEach(partition -> ends.put(partition, 900L));
      return ends;
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> millis) {
      Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
      millis.forEach(
          (partition, time) -> {
            if (partition.equals(WRITTEN)) {
              found.put(partition, new OffsetAndTimestamp(time / 1_000, time));
            }
          });
      return found;
    }
  }
}
