package io.skucast.local.demo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends records of a feed to a topic, each to the partition of its key and clocks to every one: a
 * record's partition and its place in it depend on the feed alone. For one thread, but for what it
 * tells.
 */
public final class FeedSender {
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile long sent;

  public FeedSender(String bootstrap, String topic) {
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "enable.idempotence", "true",
                "acks", "all",
                "linger.ms", "20",
                "batch.size", "262144",
                "compression.type", "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    partitions = producer.partitionsFor(topic).size();
  }

  /** Hands a record to the producer. */
  public void send(Feed.Record record) {
    if (record.key() == null) {
      for (int partition = 0; partition < partitions; partition++) {
        send(partition, record.json());
      }
    } else {
      send(Utils.toPositive(Utils.murmur2(Utils.utf8(record.key()))) % partitions, record.json());
    }
  }

  private void send(int partition, byte[] json) {
    producer.send(
        new ProducerRecord<>(topic, partition, null, json),
        (metadata, error) -> {
          if (error != null) {
            fail(error);
          }
        });
    sent++;
  }

  /** Records sent so far; a clock is one in every partition. */
  public long sent() {
    return sent;
  }

  /** Waits until the broker has taken all that was sent, or told why not. */
  public void flush() {
    producer.flush();
  }

  /** What went wrong first; null where nothing has. */
  public Exception failure() {
    return failure.get();
  }

  /** Notes what went wrong elsewhere. */
  public void fail(Exception error) {
    failure.compareAndSet(null, error);
  }

  /** Closes the producer, which sends what it still has. */
  public void close(Duration patience) {
    producer.close(patience);
  }
}
