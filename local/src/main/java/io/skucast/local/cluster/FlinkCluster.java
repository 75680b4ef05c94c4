package io.skucast.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.local.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A session cluster on the loopback interface: one JobManager and one TaskManager, each a process
 * of its own with the memory that Flink's own scripts would give it. Jobs are submitted with {@link
 * ClusterJobs} at {@link #rest}.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final FlinkHome home;
  private final Configuration configuration;
  private final RestPage rest;
  private ClusterProcess jobManager;
  private ClusterProcess taskManager;

  private FlinkCluster(FlinkHome home, Configuration configuration, RestPage rest) {
    this.home = home;
    this.configuration = configuration;
    this.rest = rest;
  }

  /**
   * Starts a cluster and returns when all its slots are there.
   *
   * @param folder where its home is laid out, logs among it; it stays when the cluster is closed
   * @param settings Flink's configuration, over what a small cluster on one machine needs
   * @throws IOException if a process ends or the slots do not come, with the end of the log
   */
  public static FlinkCluster start(Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(defaults());
    all.putAll(settings);
    FlinkHome home = FlinkHome.assemble(folder, System.getProperty("java.class.path"), all);
    Configuration configuration = Configuration.fromMap(all);
    RestPage rest = RestPage.at(HOST, Integer.parseInt(all.get("rest.port")));
    FlinkCluster cluster = new FlinkCluster(home, configuration, rest);
    try {
      cluster.launch();
      cluster.awaitSlots();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static Map<String, String> defaults() throws IOException {
    Map<String, String> defaults = new HashMap<>();
    defaults.put("jobmanager.rpc.address", HOST);
    defaults.put("jobmanager.bind-host", HOST);
    defaults.put("jobmanager.rpc.port", Integer.toString(FreePort.any()));
    defaults.put("jobmanager.memory.process.size", "1g");
    defaults.put("rest.address", HOST);
    defaults.put("rest.bind-address", HOST);
    defaults.put("rest.port", Integer.toString(FreePort.any()));
    defaults.put("taskmanager.host", HOST);
    defaults.put("taskmanager.bind-host", HOST);
    defaults.put("taskmanager.memory.process.size", "2g");
    defaults.put("taskmanager.memory.managed.size", "128m");
    // What TensorFlow allocates is neither heap nor direct memory.
    defaults.put("taskmanager.memory.task.off-heap.size", "384m");
    defaults.put("taskmanager.numberOfTaskSlots", "2");
    // Were its classes in a job's jar too, each job would load the native library, and fail.
    defaults.put(
        "classloader.parent-first-patterns.additional",
        "org.tensorflow.;org.bytedeco.;com.google.protobuf.");
    return defaults;
  }

  private void launch() throws IOException {
    var master =
        JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
            configuration, JobManagerOptions.JVM_HEAP_MEMORY);
    jobManager =
        ClusterProcess.start(
            home,
            "jobmanager",
            words(ProcessMemoryUtils.generateJvmParametersStr(master)),
            StandaloneSessionClusterEntrypoint.class.getName(),
            List.of("--configDir", home.conf().toString()));
    var worker = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> jvm = new ArrayList<>(words(ProcessMemoryUtils.generateJvmParametersStr(worker)));
    // JavaCPP would refuse memory by limits it takes from the size of the heap, which says nothing
    // of a process whose state and tensors live outside of it.
    jvm.add("-Dorg.bytedeco.javacpp.maxBytes=0");
    jvm.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    jvm.addAll(words(configuration.getString("env.java.opts.taskmanager", "")));
    List<String> arguments = new ArrayList<>(List.of("--configDir", home.conf().toString()));
    arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(worker)));
    taskManager =
        ClusterProcess.start(
            home, "taskmanager", jvm, TaskManagerRunner.class.getName(), arguments);
  }

  private static List<String> words(String line) {
    return line.isBlank() ? List.of() : List.of(line.strip().split("\\s+"));
  }

  private void awaitSlots() throws IOException, InterruptedException {
    int slots = Integer.parseInt(configuration.toMap().get("taskmanager.numberOfTaskSlots"));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      jobManager.requireAlive();
      taskManager.requireAlive();
      JsonNode overview = rest.find("/overview");
      if (overview.path("slots-available").asInt() == slots) {
        return;
      }
      jobManager.pause(200);
    }
    throw new IOException(
        "the cluster has no "
            + slots
            + " slots after "
            + PATIENCE.toSeconds()
            + " s; "
            + jobManager.tail()
            + "\n"
            + taskManager.tail());
  }

  /** Runs Flink's command line to its end, and returns all that its log says. */
  String command(List<String> words, Duration patience) throws IOException, InterruptedException {
    try (ClusterProcess client =
        ClusterProcess.start(
            home, "client", List.of("-Xmx512m"), CliFrontend.class.getName(), words)) {
      return client.await(patience);
    }
  }

  /** What the JobManager tells over HTTP. */
  public RestPage rest() {
    return rest;
  }

  /** Where the processes log. */
  public Path log() {
    return home.log();
  }

  /** Process id of the JobManager. */
  public long jobManagerPid() {
    return jobManager.pid();
  }

  /** Process id of the TaskManager. */
  public long taskManagerPid() {
    return taskManager.pid();
  }

  /**
   * @throws IOException if a process has ended, with the end of its log
   */
  public void requireAlive() throws IOException {
    jobManager.requireAlive();
    taskManager.requireAlive();
  }

  /** Ends both processes; logs stay. */
  @Override
  public void close() {
    if (taskManager != null) {
      taskManager.close();
    }
    if (jobManager != null) {
      jobManager.close();
    }
  }
}
