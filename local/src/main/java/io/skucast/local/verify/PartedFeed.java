package io.skucast.local.verify;

import io.skucast.local.demo.Feed;
import io.skucast.local.demo.FeedSender;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends a feed to the topic of sales part by part, evenly over a time, in a thread of its own: what
 * happens to the job happens while records come.
 */
final class PartedFeed implements AutoCloseable {
  private static final long CLOSE_SECONDS = 20;

  private final Feed feed;
  private final FeedSender sender;
  private final Thread thread = new Thread(this::run, "parted-feed");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();

  /** Guarded by the lock. */
  private long target;

  private long overNanos;
  private boolean closed;

  private volatile long rested;

  /**
   * @param topic with as many partitions as the plan says
   */
  PartedFeed(FeedPlan plan, String bootstrap, String topic) {
    this.feed = plan.source().get();
    this.sender = new FeedSender(bootstrap, topic);
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
    return sender.sent();
  }

  /**
   * Whether the broker has taken so many records.
   *
   * @throws IOException if it did not take one
   */
  boolean hasDelivered(long records) throws IOException {
    Exception failure = sender.failure();
    if (failure != null) {
      throw new IOException("the sales could not be sent: " + failure, failure);
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
          while (!closed && sender.sent() >= target) {
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
        sender.flush();
        rested = sender.sent();
      }
    } catch (Exception e) {
      sender.fail(e);
    }
  }

  private void send(long end, long nanos) throws InterruptedException {
    long began = System.nanoTime();
    long first = sender.sent();
    while (sender.sent() < end && feed.hasNext() && sender.failure() == null) {
      long due = began + (long) ((double) nanos * (sender.sent() - first) / (end - first));
      long wait = due - System.nanoTime();
      if (wait > TimeUnit.MILLISECONDS.toNanos(5)) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      sender.send(feed.next());
    }
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
    sender.close(Duration.ofSeconds(CLOSE_SECONDS));
    feed.close();
  }
}
