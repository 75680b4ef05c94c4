package io.skucast.local.bench;

import io.skucast.job.config.Arguments;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.kafka.SaleJsonWriter;
import io.skucast.job.observe.CountName;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.SetupCommand;
import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.ClusterPlan;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.local.cluster.ProcessProbe;
import io.skucast.local.cluster.ProcessReading;
import io.skucast.local.cluster.Submission;
import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One session cluster that the job's jar is submitted to again and again, with a broker and an
 * Elasticsearch beside it. Each round has the job read all sales, complete a checkpoint and be
 * cancelled; then the TaskManager is read.
 */
final class ClassLoadingRun implements AutoCloseable {
  static final int SERIES = 40;
  static final int DAYS = 90;
  private static final int PARTITIONS = 2;

  /**
   * The heap is touched at once, so that what is resident grows by what is outside of it alone; and
   * code is compiled without profiles, which lie in the metaspace and grow for as long as methods
   * become hot, so that it grows by classes alone.
   */
  private static final Map<String, String> CLUSTER =
      Map.of(
          "env.java.opts.taskmanager",
          "-XX:+AlwaysPreTouch -XX:+UseG1GC -XX:TieredStopAtLevel=1",
          "heartbeat.interval",
          "500ms");

  private final Path jar;
  private final KafkaBroker broker;
  private final ElasticsearchProcess elasticsearch;
  private final LocalCluster cluster;
  private final ClusterJobs jobs;
  private final ProcessProbe probe;
  private final Map<String, String> options;
  private int round;

  private ClassLoadingRun(
      Path jar,
      KafkaBroker broker,
      ElasticsearchProcess elasticsearch,
      LocalCluster cluster,
      ClusterJobs jobs,
      Map<String, String> options)
      throws IOException {
    this.jar = jar;
    this.broker = broker;
    this.elasticsearch = elasticsearch;
    this.cluster = cluster;
    this.jobs = jobs;
    this.options = options;
    this.probe = ProcessProbe.attach(cluster.pids().get("taskmanager-1"));
  }

  /**
   * Starts all that is needed and sends the sales.
   *
   * @param jar of the job
   * @param server folder of the unpacked Elasticsearch
   * @param folder for the cluster's home and the checkpoints
   * @param rest options of the job beside those of its ends
   */
  static ClassLoadingRun start(Path jar, Path server, Path folder, List<String> rest)
      throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("checkpoint.interval", "PT0.5S");
    options.put("forecast.every", "7");
    options.put("kafka.partitions", Integer.toString(PARTITIONS));
    options.put("checkpoint.folder", folder.toAbsolutePath().toUri() + "state");
    options.putAll(Arguments.parse(rest.toArray(String[]::new)));
    Settings.of(options);
    List<AutoCloseable> open = new ArrayList<>();
    try {
      KafkaBroker broker = KafkaBroker.start();
      open.add(0, broker);
      ElasticsearchProcess elasticsearch = ElasticsearchProcess.start(server);
      open.add(0, elasticsearch);
      options.put("kafka.bootstrap", broker.bootstrap());
      options.put("elasticsearch.urls", elasticsearch.url());
      SetupCommand.setUp(Settings.of(options));
      send(broker, Settings.of(options));
      LocalCluster cluster =
          LocalCluster.start(folder, new ClusterPlan(1, PARTITIONS, false, CLUSTER));
      open.add(0, cluster::stop);
      // Its processes would go on when this one is interrupted.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cluster)));
      ClusterJobs jobs = ClusterJobs.of(cluster);
      open.add(0, jobs);
      return new ClassLoadingRun(jar, broker, elasticsearch, cluster, jobs, options);
    } catch (Exception e) {
      closeAll(open);
      throw e;
    }
  }

  private static void send(KafkaBroker broker, Settings settings) {
    SaleJsonWriter json = new SaleJsonWriter();
    String topic = KafkaEnds.salesTopic(settings);
    BenchInput input = new BenchInput((long) SERIES * DAYS, SERIES, 1, 1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long i = 0; i < input.events(); i++) {
        var sale = input.event(i);
        int partition = Math.floorMod(sale.sale().sku().hashCode(), PARTITIONS);
        producer.send(new ProducerRecord<>(topic, partition, null, json.write(sale)));
      }
      long end = input.event(input.events() - 1).sale().timeMillis() + 86_400_000L;
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer.send(new ProducerRecord<>(topic, partition, null, json.clock(end)));
      }
    }
  }

  /** Submits the job, lets it do all there is, cancels it, and reads the TaskManager. */
  ProcessReading round() throws Exception {
    round++;
    Map<String, String> given = new LinkedHashMap<>(options);
    // A group of its own, so that it reads all sales again.
    given.put("kafka.group", "round-" + round);
    List<String> arguments =
        given.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue()).toList();
    JobID job = jobs.submit(new Submission(jar, PARTITIONS, null, false, arguments));
    long records = (long) SERIES * DAYS + PARTITIONS;
    jobs.await(
        job,
        "at the end of the sales",
        () -> {
          JobCounts counts = JobCounts.of(jobs.accumulators(job));
          return counts.read() + counts.clocks() >= records;
        });
    if (Settings.of(options).get(DeepOptions.ENABLED)) {
      jobs.await(
          job,
          "making forecasts with the deep model",
          () -> jobs.accumulators(job).get(CountName.DEEP) instanceof Long made && made > 0);
    }
    int before = jobs.checkpoints(job);
    jobs.await(job, "through a checkpoint", () -> jobs.checkpoints(job) > before);
    jobs.cancel(job);
    return probe.read();
  }

  Path log() {
    return cluster.log();
  }

  @Override
  public void close() throws IOException {
    closeAll(List.of(probe, jobs, cluster::stop, elasticsearch, broker));
  }

  private static void end(LocalCluster cluster) {
    try {
      cluster.stop();
    } catch (IOException | InterruptedException e) {
      System.err.println("the cluster in " + cluster.folder() + " does not end: " + e.getMessage());
    }
  }

  private static void closeAll(List<AutoCloseable> open) throws IOException {
    IOException failed = null;
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception e) {
        failed = failed == null ? new IOException("what was started did not end", e) : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
