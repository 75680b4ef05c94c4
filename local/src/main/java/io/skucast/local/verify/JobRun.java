package io.skucast.local.verify;

import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.SetupCommand;
import io.skucast.local.cluster.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;

/**
 * One job from its first submission to the end of the sales, whatever happens to it on the way,
 * with topics, indices, transactions and checkpoints of its own.
 */
final class JobRun implements AutoCloseable {
  /** Of a part, what has been read before anything happens to the job. */
  private static final double BEFORE_FAULT = 0.2;

  private final Stage stage;
  private final String prefix;
  private final Map<String, String> options;
  private final PartedFeed feed;
  private Submission submission;
  private JobID job;
  private long told;

  /**
   * Creates topics and index templates; nothing runs or is fed yet.
   *
   * @param prefix of topics, indices and transactions
   */
  JobRun(Stage stage, String prefix) throws IOException, InterruptedException {
    this.stage = stage;
    this.prefix = prefix;
    options = new LinkedHashMap<>(stage.options());
    options.put(EndOptions.PREFIX.key(), prefix);
    options.put(EndOptions.KAFKA_GROUP.key(), prefix);
    options.put(EndOptions.KAFKA_BOOTSTRAP.key(), stage.servers().bootstrap());
    options.put(EndOptions.ELASTICSEARCH_URLS.key(), stage.servers().url());
    options.put(EndOptions.CHECKPOINT_FOLDER.key(), state().toUri().toString());
    Settings settings = Settings.of(options);
    SetupCommand.setUp(settings);
    stage.servers().keepEverything(settings);
    feed =
        new PartedFeed(stage.plan(), stage.servers().bootstrap(), KafkaEnds.salesTopic(settings));
  }

  /** Where its checkpoints and savepoints are. */
  Path state() {
    return stage.folder().resolve("state-" + prefix).toAbsolutePath();
  }

  String prefix() {
    return prefix;
  }

  JobPage page() {
    return new JobPage(stage.cluster().rest(), job);
  }

  Submission submission() {
    return submission;
  }

  JobID job() {
    return job;
  }

  /** Goes on as another job, which something else has submitted. */
  void becomes(JobID other) throws IOException {
    job = other;
    submission =
        stage
            .jobs()
            .submission(other)
            .orElseThrow(() -> new IOException("nobody knows how job " + other + " was submitted"));
  }

  /**
   * Submits the job and waits until it runs and has completed a checkpoint.
   *
   * @param from a savepoint or checkpoint, or null
   */
  String submit(Path jar, int parallelism, String from) throws Exception {
    List<String> arguments =
        options.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue()).toList();
    submission = new Submission(jar, parallelism, from, false, arguments);
    job = stage.jobs().submit(submission);
    awaitWell();
    return "job " + job;
  }

  /** Waits until all of the job runs and a checkpoint that began after that is complete. */
  void awaitWell() throws Exception {
    stage.jobs().awaitRunning(job, stage.steps().patience());
    stage.jobs().awaitCheckpoint(job, stage.steps().patience());
  }

  /** Records taken in, by the counts that survive everything. */
  long read() throws InterruptedException {
    JobCounts counts = page().counts();
    return counts.read() + counts.clocks();
  }

  /**
   * Feeds the sales up to a share and, while they flow and results of them are in a transaction
   * that is open, does something to the job.
   */
  void whileFedTo(double share, String what, Steps.Act act) throws Exception {
    long from = told;
    long to = stage.plan().upTo(share);
    told = to;
    feed.startTo(to, Duration.ofMillis((long) (1000 * stage.partSeconds())));
    stage
        .steps()
        .step(
            what,
            () -> {
              String when = awaitFlow(from + Math.round(BEFORE_FAULT * (to - from)), to);
              String note = act.run();
              return note.isEmpty() ? when : when + "; " + note;
            });
    stage.steps().await("all of the part sent", () -> feed.hasDelivered(to));
  }

  /** Waits until so many records are read, more are to come, and a transaction is open. */
  private String awaitFlow(long enough, long end) throws Exception {
    long[] seen = new long[2];
    stage
        .steps()
        .await(
            "at record " + enough + " of the sales with a transaction open",
            () -> {
              seen[0] = read();
              if (seen[0] >= end) {
                throw new IOException(
                    "all sales of the part were read before anything could happen to the job:"
                        + " give a longer --part-seconds");
              }
              seen[1] = stage.servers().transactions().open(prefix);
              return seen[0] >= enough && seen[1] > 0;
            });
    return "at %,d records read of %,d sent, %d transactions open"
        .formatted(seen[0], feed.sent(), seen[1]);
  }

  /** Feeds all that is left, waits until all of it is in topics and indices, and ends the job. */
  Verdict.Ended finish(String what) throws Exception {
    stage.steps().step(what, this::feedTheRest);
    JobCounts counts = page().counts();
    stage.jobs().cancel(job);
    return new Verdict.Ended(prefix, counts);
  }

  private String feedTheRest() throws Exception {
    FeedPlan plan = stage.plan();
    feed.startTo(plan.timely(), Duration.ofMillis((long) (1000 * stage.partSeconds())));
    awaitRead(plan.timely());
    stage
        .steps()
        .await(
            "at the time that seals all",
            () -> page().counts().watermarkMillis() >= plan.sealedMillis() - 1);
    feed.startTo(plan.all(), Duration.ZERO);
    awaitRead(plan.all());
    stage.jobs().awaitCheckpoint(job, stage.steps().patience());
    // A checkpoint counts as complete a moment before its transactions are committed.
    stage
        .steps()
        .await("all results committed", () -> stage.servers().transactions().open(prefix) == 0);
    return "%,d records, %,d of them late on purpose"
        .formatted(plan.all(), plan.all() - plan.timely());
  }

  private void awaitRead(long records) throws Exception {
    stage
        .steps()
        .await(
            "all " + records + " records read",
            () -> feed.hasDelivered(records) && read() >= records && page().isRunning());
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
