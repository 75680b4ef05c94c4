package io.skucast.local.demo;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** Sends a feed to the topic of sales, in a thread of its own, as fast as it is told to. */
final class SaleFeeder {
  /** As fast as the broker takes them. */
  static final double MAX_SPEED = Double.POSITIVE_INFINITY;

  private final Feed feed;
  private final String topic;
  private final double speed;
  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final Thread thread;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile long sent;
  private volatile boolean stopped;
  private volatile boolean done;

  /**
   * @param speed how many times as fast as the sales happened, or {@link #MAX_SPEED}
   */
  SaleFeeder(Feed feed, String bootstrap, String topic, double speed) {
    this.feed = feed;
    this.topic = topic;
    this.speed = speed;
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
    thread = new Thread(this::run, "sale-feeder");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Records sent so far. */
  long sent() {
    return sent;
  }

  /** Whether the feed is at its end and all of it has been taken by the broker. */
  boolean isDone() throws Exception {
    if (failure.get() != null) {
      throw failure.get();
    }
    return done;
  }

  private void run() {
    long began = System.nanoTime();
    long first = Feed.NO_TIME;
    try {
      while (!stopped && feed.hasNext()) {
        Feed.Record record = feed.next();
        if (record.timeMillis() != Feed.NO_TIME && speed != MAX_SPEED) {
          first = first == Feed.NO_TIME ? record.timeMillis() : first;
          awaitTurn(began, (record.timeMillis() - first) / speed);
        }
        send(record);
        if (failure.get() != null) {
          return;
        }
      }
      producer.flush();
      done = true;
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Sales come when they would have come, {@code speed} times as fast. */
  private void awaitTurn(long began, double dueMillis) {
    long due = began + (long) (dueMillis * 1e6);
    for (long now = System.nanoTime(); !stopped && now < due; now = System.nanoTime()) {
      producer.flush();
      LockSupport.parkNanos(Math.min(due - now, TimeUnit.MILLISECONDS.toNanos(100)));
    }
  }

  private void send(Feed.Record record) {
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
            failure.compareAndSet(null, error);
          }
        });
    sent++;
  }

  void stop() throws Exception {
    stopped = true;
    thread.join(TimeUnit.SECONDS.toMillis(10));
    producer.close();
    feed.close();
  }
}
