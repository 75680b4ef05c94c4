package io.skucast.job.io.kafka.guard;

import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.metrics.scope.ScopeFormat;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;

/**
 * Sees to it that no two jobs write by the same transactions. Jobs that share {@code kafka.group}
 * would abort each other's transactions, committed checkpoints among them, and both read all sales.
 * Each job is a member of a consumer group of its own name beside that of the sales, from its
 * source's enumerator on (see {@link GuardedSource}); while there is a member of another job, sinks
 * do not open, and the job that came later ends without a restart. The broker itself forgets a
 * member that has died after {@link #SESSION}.
 *
 * @param client settings of Kafka's clients
 * @param group the consumer group of the sales, whose name begins those of the transactions
 * @param topic of the sales, which members subscribe to and do not read
 */
public record JobGuard(Properties client, String group, String topic) implements Serializable {
  /** A member that has not been heard of for so long is dead to the broker. */
  static final Duration SESSION = Duration.ofSeconds(10);

  /** Enough for the broker to forget the dead, and for others to be told of a newcomer. */
  static final Duration PATIENCE = SESSION.plusSeconds(5);

  /** Until a job's guard is there, its sinks wait: the cluster may still be starting its tasks. */
  private static final Duration SINK_PATIENCE = Duration.ofMinutes(2);

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);
  private static final long ASK_AGAIN_MILLIS = 200;
  private static final String CLIENT = "skucast-guard-";

  public static JobGuard of(Settings settings) {
    return new JobGuard(
        KafkaEnds.clientProperties(settings),
        settings.get(EndOptions.KAFKA_GROUP),
        KafkaEnds.salesTopic(settings));
  }

  /** Name of the consumer group that jobs are members of. */
  String guardGroup() {
    return group + "-guard";
  }

  /** How a job's member is called; a name that goes on after it is of the same job. */
  static String clientOf(String job) {
    return CLIENT + job;
  }

  /**
   * Id of the job that a metric group belongs to: the one thing that source and sink know it by.
   *
   * @throws IllegalStateException if the group is of no job
   */
  public static String jobOf(MetricGroup metrics) {
    String job = metrics.getAllVariables().get(ScopeFormat.SCOPE_JOB_ID);
    if (job == null) {
      throw new IllegalStateException("the metrics of the operator do not say which job it is of");
    }
    return job;
  }

  /**
   * Waits until the job is a member and no other is.
   *
   * @throws SuppressRestartsException if another job stays
   * @throws IllegalStateException if the job's guard does not come, or the broker does not answer
   */
  public void requireAlone(String job) throws InterruptedException {
    try (Admin admin = Admin.create(client)) {
      long began = System.nanoTime();
      while (true) {
        Jobs jobs = jobs(admin, job);
        if (jobs.own() && jobs.other() == null) {
          return;
        }
        long waited = System.nanoTime() - began;
        if (jobs.other() != null && waited > PATIENCE.toNanos()) {
          throw refusal(jobs.other());
        }
        if (waited > SINK_PATIENCE.toNanos()) {
          throw new IllegalStateException(
              "the job's source has not become a member of the consumer group "
                  + guardGroup()
                  + " within "
                  + SINK_PATIENCE.toSeconds()
                  + " s: see the JobManager's log for what keeps it from the broker, and whether"
                  + " the user may read that group");
        }
        TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
      }
    }
  }

  /**
   * Members there are now.
   *
   * @param own whether the job is one
   * @param other one of another job, or null
   */
  record Jobs(boolean own, MemberDescription other) {}

  Jobs jobs(Admin admin, String job) throws InterruptedException {
    boolean own = false;
    MemberDescription other = null;
    for (MemberDescription member : members(admin)) {
      if (member.clientId().startsWith(clientOf(job))) {
        own = true;
      } else {
        other = member;
      }
    }
    return new Jobs(own, other);
  }

  private List<MemberDescription> members(Admin admin) throws InterruptedException {
    try {
      return List.copyOf(
          admin
              .describeConsumerGroups(List.of(guardGroup()))
              .all()
              .get(BROKER_PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .get(guardGroup())
              .members());
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Kafka does not tell who is a member of the consumer group "
              + guardGroup()
              + ", which keeps two jobs from one another's transactions: "
              + e.getMessage(),
          e);
    }
  }

  /** Ends the job for good: restarts would only meet the other job again. */
  SuppressRestartsException refusal(MemberDescription other) {
    return new SuppressRestartsException(
        new IllegalStateException(
            "another job, "
                + other.clientId().replace(CLIENT, "")
                + " at "
                + other.host()
                + ", runs with kafka.group '"
                + group
                + "' and would share transactions with this one: stop it first, or give this job a"
                + " kafka.group and a prefix of its own"));
  }

  /** Settings of the member: it subscribes so as to be one, and commits nothing. */
  Map<String, Object> membership(String job) {
    return Map.of(
        "group.id",
        guardGroup(),
        "client.id",
        clientOf(job),
        "session.timeout.ms",
        Math.toIntExact(SESSION.toMillis()),
        "heartbeat.interval.ms",
        Math.toIntExact(SESSION.toMillis() / 4),
        "enable.auto.commit",
        false,
        "auto.offset.reset",
        "latest",
        "allow.auto.create.topics",
        false);
  }
}
