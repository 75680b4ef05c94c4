package io.skucast.job.io.kafka;

import io.skucast.job.io.kafka.guard.JobGuard;
import io.skucast.job.io.publish.Published;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * One sink for all topics: a subtask has one transaction, and what it wrote to different topics
 * becomes visible together. Results of a series keep to one partition whatever their key is.
 */
final class ResultRecords implements KafkaRecordSerializationSchema<Published> {
  private final String prefix;
  private final JobGuard guard;

  ResultRecords(String prefix, JobGuard guard) {
    this.prefix = prefix;
    this.guard = guard;
  }

  /** Called before the sink opens its first transaction, which aborts those another job has. */
  @Override
  public void open(InitializationContext schema, KafkaSinkContext sink)
      throws InterruptedException {
    guard.requireAlone(JobGuard.jobOf(schema.getMetricGroup()));
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Published result, KafkaSinkContext context, Long timestamp) {
    String topic = result.topic().topic(prefix);
    int partitions = context.getPartitionsForTopic(topic).length;
    int partition = Utils.toPositive(Utils.murmur2(bytes(result.partitionKey()))) % partitions;
    // Without a time stamp: that of a sale of last year would be old enough to be deleted at once.
    return new ProducerRecord<>(
        topic, partition, null, bytes(result.key()), result.document().json());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
