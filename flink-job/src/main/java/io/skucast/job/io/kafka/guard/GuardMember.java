package io.skucast.job.io.kafka.guard;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A job's membership of the group that {@link JobGuard} looks at, held by a thread of its own until
 * it is closed. A member that was thought dead, for its process had stood still, looks again for
 * others before it goes on.
 */
final class GuardMember {
  private static final Duration POLL = Duration.ofMillis(200);

  private final JobGuard guard;
  private final String job;
  private final Consumer<Throwable> onLost;
  private final CompletableFuture<Void> alone = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closed;

  // Of the thread alone.
  private boolean held;
  private boolean lost;

  /**
   * @param onLost told, from the member's own thread, if the job must end after it had begun
   */
  GuardMember(JobGuard guard, String job, Consumer<Throwable> onLost) {
    this.guard = guard;
    this.job = job;
    this.onLost = onLost;
    thread = new Thread(this::run, JobGuard.clientOf(job));
    thread.setDaemon(true);
    thread.setContextClassLoader(GuardMember.class.getClassLoader());
    thread.start();
  }

  /** Done when no other job is a member; fails if one stays or the broker cannot be asked. */
  CompletableFuture<Void> alone() {
    return alone;
  }

  private void run() {
    Map<String, Object> properties = new HashMap<>();
    guard.client().forEach((key, value) -> properties.put(key.toString(), value));
    properties.putAll(guard.membership(job));
    try (Admin admin = Admin.create(guard.client());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(guard.topic()), new Paused(consumer, () -> lost = true));
      hold(admin, consumer, () -> practiseLeaving(properties, consumer));
    } catch (InterruptedException e) {
      alone.completeExceptionally(e);
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!alone.completeExceptionally(e) && !closed) {
        onLost.accept(e);
      }
    }
  }

  /**
   * Has a second member of this job come and go. A cluster closes the class loader of a job that
   * has ended while the job's threads are still at it, and what was not loaded before cannot be
   * then: the member would die half way through leaving, while a thread of Kafka's client goes on
   * telling the broker that it lives, and no other job could start.
   */
  private void practiseLeaving(
      Map<String, Object> properties, KafkaConsumer<byte[], byte[]> consumer) {
    Map<String, Object> ofSecond = new HashMap<>(properties);
    ofSecond.put("client.id", JobGuard.clientOf(job) + "-second");
    try (Admin admin = Admin.create(guard.client());
        KafkaConsumer<byte[], byte[]> second =
            new KafkaConsumer<>(
                ofSecond, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      admin.describeCluster();
      second.subscribe(List.of(guard.topic()), new Paused(second, () -> {}));
      while (!closed && !lost && second.groupMetadata().generationId() <= 0) {
        // Both: the second joins when the first has heard of it.
        second.poll(POLL);
        consumer.poll(POLL);
      }
    }
  }

  private void hold(Admin admin, KafkaConsumer<byte[], byte[]> consumer, Runnable whenHeld)
      throws InterruptedException {
    long joined = 0;
    while (!closed) {
      consumer.poll(POLL);
      if (lost) {
        held = false;
        lost = false;
        joined = 0;
      }
      boolean isMember = consumer.groupMetadata().generationId() > 0;
      if (held || !isMember) {
        continue;
      }
      if (joined == 0) {
        joined = System.nanoTime();
      }
      JobGuard.Jobs jobs = guard.jobs(admin, job);
      if (jobs.own() && jobs.other() == null) {
        held = true;
        alone.complete(null);
        whenHeld.run();
      } else if (jobs.other() != null && System.nanoTime() - joined > JobGuard.PATIENCE.toNanos()) {
        throw guard.refusal(jobs.other());
      }
    }
  }

  /** Partitions are shared out among members, but none is read. */
  private record Paused(KafkaConsumer<?, ?> consumer, Runnable onLost)
      implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // Others come and go; what was read of them is nothing.
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      onLost.run();
    }
  }

  /** Leaves the group, so that the next job need not wait for the broker to forget this one. */
  void leave() throws InterruptedException {
    closed = true;
    thread.join(JobGuard.PATIENCE.toMillis());
    alone.completeExceptionally(new WakeupException());
  }
}
