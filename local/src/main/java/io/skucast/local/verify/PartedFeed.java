package io.skucast.local.verify;

import io.skucast.local.demo.Feed;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends a feed to the topic of sales part by part, evenly over a time, in a thread of its own: what
 * happens to the job happens while records come. Every record's partition and place in it depend on
 * the feed alone.
 */
final class PartedFeed implements AutoCloseable {
  private static final long CLOSE_SECONDS = 20;

  private final Feed feed;
  private final int partitions;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = new Thread(this::run, "parted-feed");
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();

  /** Guarded by the lock. */
  private long target;

  private long overNanos;
  private boolean closed;

  private volatile long sent;
  private volatile long rested;

  /**
   * @param topic with as many partitions as the plan says
   */
  PartedFeed(FeedPlan plan, String bootstrap, String topic) {
    this.feed = plan.source().get();
    this.partitions = plan.partitions();
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "enable.idempotence", "true",
                "acks", "all",
                "linger.ms", "20",
                "batch.size", "131072",
                "compression.type", "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Lets records flow until so many have been sent in all.
   *
   * @param over how long that takes at least
   */
  void startTo(long records, Duration over) {
    lock.lock();
    try {
      target = records;
      overNanos = over.toNanos();
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Records sent so far. */
  long sent() {
    return sent;
  }

  /**
   * Whether the broker has taken so many records.
   *
   * @throws IOException if it did not take one
   */
  boolean hasDelivered(long records) throws IOException {
    if (failure.get() != null) {
      throw new IOException("the sales could not be sent: " + failure.get(), failure.get());
    }
    return rested >= records;
  }

  private void run() {
    try {
      while (true) {
        long end;
        long nanos;
        lock.lock();
        try {
          while (!closed && sent >= target) {
            told.await();
          }
          if (closed) {
            return;
          }
          end = target;
          nanos = overNanos;
        } finally {
          lock.unlock();
        }
        send(end, nanos);
        producer.flush();
        rested = sent;
      }
    } catch (Exception e) {
      failure.compareAndSet(null, e);
    }
  }

  private void send(long end, long nanos) throws InterruptedException {
    long began = System.nanoTime();
    long first = sent;
    while (sent < end && feed.hasNext() && failure.get() == null) {
      long due = began + (long) ((double) nanos * (sent - first) / (end - first));
      long wait = due - System.nanoTime();
      if (wait > TimeUnit.MILLISECONDS.toNanos(5)) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      send(feed.next());
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

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      told.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(CLOSE_SECONDS));
    feed.close();
  }
}
