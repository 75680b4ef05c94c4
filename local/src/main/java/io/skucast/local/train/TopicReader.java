package io.skucast.local.train;

import io.skucast.core.read.SaleReader;
import io.skucast.core.sale.Incoming;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.kafka.SaleDeserializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of the job's topic of sales from its beginning to where it ended when this reader was
 * opened, read as the job reads them: committed ones only, the same validation, and the broker's
 * time as the time at which a record was taken in. It joins no consumer group, so that the job goes
 * on as if nobody read.
 */
final class TopicReader implements SaleReader {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final String where;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final SaleDeserializer deserializer;
  private final Map<TopicPartition, Long> left = new HashMap<>();
  private final Deque<Incoming> read = new ArrayDeque<>();
  private final long disorderMillis;
  private long closedMillis = Long.MIN_VALUE;

  /**
   * @throws IOException if the brokers do not answer
   * @throws IllegalArgumentException if the topic is missing
   */
  TopicReader(Settings settings) throws IOException {
    where = KafkaEnds.salesTopic(settings) + " at " + settings.get(EndOptions.KAFKA_BOOTSTRAP);
    disorderMillis = settings.get(Options.DISORDER).toMillis();
    deserializer = new SaleDeserializer(settings);
    deserializer.open(null);
    consumer = new KafkaConsumer<>(properties(settings));
    try {
      assign(KafkaEnds.salesTopic(settings));
    } catch (KafkaException e) {
      consumer.close(Duration.ZERO);
      throw failure(e);
    } catch (IllegalArgumentException e) {
      consumer.close(Duration.ZERO);
      throw e;
    }
  }

  private static Properties properties(Settings settings) {
    Properties properties = KafkaEnds.clientProperties(settings);
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("enable.auto.commit", "false");
    properties.setProperty("allow.auto.create.topics", "false");
    properties.setProperty("default.api.timeout.ms", "20000");
    properties.setProperty("request.timeout.ms", "10000");
    properties.setProperty("max.poll.records", "10000");
    String room = Integer.toString(KafkaEnds.MAX_RECORD_BYTES);
    properties.setProperty("max.partition.fetch.bytes", room);
    properties.setProperty("key.deserializer", ByteArrayDeserializer.class.getName());
    properties.setProperty("value.deserializer", ByteArrayDeserializer.class.getName());
    return properties;
  }

  private void assign(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalArgumentException("topic " + where + " is missing: is option prefix right?");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    left.putAll(consumer.endOffsets(partitions));
    left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** How messages name it. */
  String where() {
    return where;
  }

  /**
   * Instant before which every sale has been read, by the same rule as the job's watermark, but of
   * all partitions together: they have all been read to their end. In milliseconds since the epoch.
   */
  long closedMillis() {
    return closedMillis;
  }

  @Override
  public boolean hasNext() {
    long began = System.nanoTime();
    while (read.isEmpty() && !left.isEmpty()) {
      if (poll()) {
        began = System.nanoTime();
      } else if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new UncheckedIOException(
            new IOException("topic " + where + ": nothing came for a minute: are its brokers up?"));
      }
    }
    return !read.isEmpty();
  }

  /**
   * @return whether it came any further
   */
  private boolean poll() {
    int before = left.size();
    try {
      boolean any = false;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Long end = left.get(new TopicPartition(record.topic(), record.partition()));
        if (end != null && record.offset() < end) {
          deserializer.deserialize(record, new Into());
        }
        any = true;
      }
      left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      return any || left.size() < before;
    } catch (KafkaException e) {
      throw new UncheckedIOException(failure(e));
    }
  }

  private final class Into implements Collector<Incoming> {
    @Override
    public void collect(Incoming incoming) {
      read.add(incoming);
      if (incoming.isClock()) {
        closedMillis = Math.max(closedMillis, incoming.closedUntilMillis());
      } else if (incoming.sale() != null) {
        closedMillis = Math.max(closedMillis, incoming.sale().timeMillis() - disorderMillis);
      }
    }

    @Override
    public void close() {}
  }

  private IOException failure(KafkaException e) {
    return new IOException(
        e instanceof TimeoutException
            ? "topic " + where + ": no answer: is option kafka.bootstrap right?"
            : "topic " + where + ": " + e.getMessage(),
        e);
  }

  @Override
  public Incoming next() {
    if (!hasNext()) {
      throw new NoSuchElementException("topic " + where + " has been read to its end");
    }
    return read.remove();
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(5));
  }
}
