package io.skucast.job.io.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets that the consumer group has committed, and where it has none those of the first records
 * written at an instant or later. Where no such record is there yet, reading begins at the end.
 */
final class StartOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  private final long writtenMillis;

  private StartOffsets(Instant written) {
    this.writtenMillis = written.toEpochMilli();
  }

  /**
   * @param start {@code earliest}, {@code latest} or an instant
   */
  static OffsetsInitializer of(String start) {
    return switch (start) {
      case "earliest" -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case "latest" -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.LATEST);
      default -> new StartOffsets(Instant.parse(start));
    };
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> offsets = new HashMap<>(retriever.committedOffsets(partitions));
    Map<TopicPartition, Long> asked = new HashMap<>();
    for (TopicPartition partition : partitions) {
      if (!offsets.containsKey(partition)) {
        asked.put(partition, writtenMillis);
      }
    }
    Map<TopicPartition, OffsetAndTimestamp> found = retriever.offsetsForTimes(asked);
    Map<TopicPartition, Long> ends = retriever.endOffsets(asked.keySet());
    for (TopicPartition partition : asked.keySet()) {
      OffsetAndTimestamp first = found.get(partition);
      offsets.put(partition, first == null ? ends.get(partition) : Long.valueOf(first.offset()));
    }
    return offsets;
  }

  /** Of records that the broker has removed: the oldest left. */
  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
