package io.skucast.local.demo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends a feed to the topic of sales, in a thread of its own, as fast as it is told to. */
final class SaleFeeder {
  /** As fast as the broker takes them. */
  static final double MAX_SPEED = Double.POSITIVE_INFINITY;

  private final Feed feed;
  private final double speed;
  private final FeedSender sender;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile boolean done;

  /**
   * @param speed how many times as fast as the sales happened, or {@link #MAX_SPEED}
   */
  SaleFeeder(Feed feed, String bootstrap, String topic, double speed) {
    this.feed = feed;
    this.speed = speed;
    sender = new FeedSender(bootstrap, topic);
    thread = new Thread(this::run, "sale-feeder");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Records sent so far. */
  long sent() {
    return sender.sent();
  }

  /** Whether the feed is at its end and all of it has been taken by the broker. */
  boolean isDone() throws Exception {
    if (sender.failure() != null) {
      throw sender.failure();
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
        sender.send(record);
        if (sender.failure() != null) {
          return;
        }
      }
      sender.flush();
      done = true;
    } catch (RuntimeException e) {
      sender.fail(e);
    }
  }

  /** Sales come when they would have come, {@code speed} times as fast. */
  private void awaitTurn(long began, double dueMillis) {
    long due = began + (long) (dueMillis * 1e6);
    for (long now = System.nanoTime(); !stopped && now < due; now = System.nanoTime()) {
      sender.flush();
      LockSupport.parkNanos(Math.min(due - now, TimeUnit.MILLISECONDS.toNanos(100)));
    }
  }

  void stop() throws Exception {
    stopped = true;
    thread.join(TimeUnit.SECONDS.toMillis(10));
    sender.close(Duration.ofMillis(Long.MAX_VALUE));
    feed.close();
  }
}
