package io.skucast.savepoints.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.ChildFirstClassLoader;
import org.apache.flink.util.FlinkUserCodeClassLoader;
import org.awaitility.Awaitility;

/** A cluster in this process that runs releases of the job one after the other. */
final class PracticeCluster implements AutoCloseable {
  private static final int PARALLELISM = 2;

  /** Far more than any run takes: a bound, and no measurement. */
  private static final long PATIENCE_SECONDS = 180;

  /** A release: the classes of this build where there is no jar. */
  record Release(Path jar) {
    static final Release PRESENT = new Release(null);
  }

  private final MiniCluster cluster;
  private final Map<String, String> options;
  private final Path feed;

  PracticeCluster(Map<String, String> options, Path feed) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(96));
    this.cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(PARALLELISM)
                .withRandomPorts()
                .build());
    this.options = options;
    this.feed = feed;
    cluster.start();
  }

  /** Runs from the beginning up to a record and stops with a canonical savepoint. */
  String stopAt(long records, Release release, Path folder) throws Exception {
    Gate.reset(records);
    JobID job = submit(release, SavepointRestoreSettings.none());
    await(CompletableFuture.anyOf(Gate.reached(), cluster.requestJobResult(job)));
    assertThat(Gate.reached()).as("all %d records were emitted", records).isDone();
    awaitRunning(job);
    String savepoint =
        await(
            cluster.stopWithSavepoint(
                job, folder.toString(), false, SavepointFormatType.CANONICAL));
    await(cluster.requestJobResult(job));
    return savepoint;
  }

  /** A source may be through before the last task has started: no savepoint is taken of those. */
  private void awaitRunning(JobID job) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              for (var vertex : await(cluster.getExecutionGraph(job)).getAllExecutionVertices()) {
                if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                  return false;
                }
              }
              return true;
            });
  }

  /** Runs to the end of the feed; the results of this run alone. */
  SortedMap<String, String> finish(Release release, String savepoint, boolean mayDrop)
      throws Exception {
    Gate.reset(Long.MAX_VALUE);
    JobID job =
        submit(
            release,
            savepoint == null
                ? SavepointRestoreSettings.none()
                : SavepointRestoreSettings.forPath(savepoint, mayDrop));
    JobResult result = await(cluster.requestJobResult(job));
    // The cause, where there is one.
    result.toJobExecutionResult(PracticeCluster.class.getClassLoader());
    return Gate.results();
  }

  private JobID submit(Release release, SavepointRestoreSettings from) throws Exception {
    JobGraph graph = graph(release);
    graph.setSavepointRestoreSettings(from);
    return await(cluster.submitJob(graph)).getJobID();
  }

  private JobGraph graph(Release release) throws Exception {
    if (release.jar() == null) {
      return PracticeJob.graph(options, feed.toString(), PARALLELISM);
    }
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader classes =
        new ChildFirstClassLoader(
            new URL[] {release.jar().toUri().toURL()},
            PracticeCluster.class.getClassLoader(),
            new String[] {"java.", "org.apache.flink.", "org.slf4j", "org.apache.logging"},
            FlinkUserCodeClassLoader.NOOP_EXCEPTION_HANDLER)) {
      Thread.currentThread().setContextClassLoader(classes);
      JobGraph graph =
          (JobGraph)
              classes
                  .loadClass(PracticeJob.class.getName())
                  .getMethod("graph", Map.class, String.class, int.class)
                  .invoke(null, options, feed.toString(), PARALLELISM);
      graph.addJar(new org.apache.flink.core.fs.Path(release.jar().toUri()));
      return graph;
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.close();
    } catch (Exception e) {
      throw new IOException("the cluster did not end", e);
    }
  }
}
