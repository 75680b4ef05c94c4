package io.skucast.savepoints.check;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.Settings;
import io.skucast.job.state.Uids;
import io.skucast.job.time.SaleWatermarks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.awaitility.Awaitility;

/**
 * The pipeline as this release has it, on a cluster of its own, with a few sales and nowhere for
 * its results to go: what savepoints are taken of.
 */
final class SampleJob implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long DAY_MILLIS = 86_400_000;

  private final MiniCluster cluster;
  private final Path folder;
  private JobID job;

  private SampleJob(MiniCluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  static SampleJob start(Path folder, Map<String, String> options) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    // A checkpoint that is read must not go because there is a newer one.
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1000);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
    SampleJob sample = new SampleJob(cluster, folder);
    sample.submit(Settings.of(options));
    return sample;
  }

  @SuppressWarnings("deprecation") // The one source that waits without a connector of its own.
  private void submit(Settings settings) throws Exception {
    Configuration live = JobConfiguration.live(settings);
    live.setString("execution.checkpointing.interval", "300 ms");
    live.setString("execution.checkpointing.storage", "filesystem");
    live.setString("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(live);
    env.setParallelism(2);
    DataStream<Incoming> sales =
        env.addSource(new FewSales(), "sales", TypeInformation.of(Incoming.class))
            .uid(Uids.SALES)
            .assignTimestampsAndWatermarks(SaleWatermarks.strategy(Duration.ofHours(1)))
            .uid("sample-watermarks");
    SalesForecastPipeline.build(
        sales,
        settings,
        results -> {
          results.trends().sinkTo(new DiscardingSink<>()).uid("sample-trends");
          results.forecasts().sinkTo(new DiscardingSink<>()).uid("sample-forecasts");
        });
    job = cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
    checkpoint();
  }

  /** Path of the newest checkpoint, once there is one. */
  String checkpoint() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var newest =
                  cluster
                      .getExecutionGraph(job)
                      .get()
                      .getCheckpointStatsSnapshot()
                      .getHistory()
                      .getLatestCompletedCheckpoint();
              return newest == null ? "" : newest.getExternalPath();
            },
            path -> !path.isEmpty());
  }

  /** Stops the job with a canonical savepoint. */
  String stop() throws Exception {
    return cluster
        .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }

  /** Sales of three series on ten days, then nothing for as long as the job runs. */
  @SuppressWarnings("deprecation")
  private static final class FewSales
      implements org.apache.flink.streaming.api.functions.source.SourceFunction<Incoming> {
    private volatile boolean cancelled;

    @Override
    public void run(SourceContext<Incoming> out) throws Exception {
      synchronized (out.getCheckpointLock()) {
        for (int day = 0; day < 10; day++) {
          for (int sku = 0; sku < 3; sku++) {
            out.collect(
                Incoming.accepted(
                    new Sale(
                        "sale-" + day,
                        "SKU-" + sku,
                        "shop",
                        (19_800 + day) * DAY_MILLIS,
                        1000 * (1 + day % 3),
                        1500,
                        false,
                        "things")));
          }
        }
      }
      Object never = new Object();
      synchronized (never) {
        while (!cancelled) {
          never.wait(50);
        }
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
