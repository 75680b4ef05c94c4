package io.skucast.local.sql.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.streaming.connectors.kafka.internals.KafkaTopicPartition;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where what is committed of a topic ends.
 *
 * @param offsets by partition, the offset of the first record that is not committed
 */
@SuppressWarnings("deprecation") // Flink names partitions so in its own table.
record CommittedEnd(Map<KafkaTopicPartition, Long> offsets) {
  private static final int PATIENCE_MILLIS = 10_000;

  /**
   * Asks the brokers.
   *
   * @throws TopicException if they do not answer, or the topic is not there
   */
  static CommittedEnd of(Properties client, String topic) {
    Properties settings = new Properties();
    settings.putAll(client);
    settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
    settings.put("request.timeout.ms", PATIENCE_MILLIS / 2);
    Admin admin = Admin.create(settings);
    try {
      TopicDescription description =
          answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      description
          .partitions()
          .forEach(p -> asked.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          answer(
              admin
                  .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                  .all());
      Map<KafkaTopicPartition, Long> offsets = new HashMap<>();
      ends.forEach(
          (p, end) -> offsets.put(new KafkaTopicPartition(p.topic(), p.partition()), end.offset()));
      return new CommittedEnd(offsets);
    } catch (ExecutionException e) {
      throw new TopicException(reason(e.getCause(), topic, client), e);
    } catch (TimeoutException e) {
      throw new TopicException(
          "Kafka at " + client.get("bootstrap.servers") + " does not answer: is --kafka right?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicException("interrupted while asking for the end of " + topic, e);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static <T> T answer(KafkaFuture<T> asked)
      throws ExecutionException, InterruptedException, TimeoutException {
    return asked.get(2 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static String reason(Throwable cause, String topic, Properties client) {
    Object brokers = client.get("bootstrap.servers");
    if (cause instanceof UnknownTopicOrPartitionException) {
      return "topic " + topic + " is not on Kafka at " + brokers + ": is --prefix right?";
    }
    if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return "Kafka at " + brokers + " does not answer: is --kafka right?";
    }
    return "topic " + topic + " on Kafka at " + brokers + ": " + cause.getMessage();
  }
}
