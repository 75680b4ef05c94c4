package io.skucast.job;

import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.contrib.streaming.state.RocksDBConfigurableOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What every run of the job asks of Flink. */
public final class JobConfiguration {
  /**
   * Of one state on RocksDB. All states of a slot share what Flink leaves for writes, 90 MB of a
   * slot of 256 MB, and each takes its part by eighths of this size. With Flink's 64 MB a dozen
   * states hold all of it as soon as each was written to once, and from then on every few writes
   * are flushed to a file of their own: ten thousand files in two minutes, for a fifth of Online
   * Retail II. With 16 MB sixteen states hold a third, and most of what waits for a day is gone
   * before it would be flushed.
   */
  private static final MemorySize WRITE_BUFFER = MemorySize.ofMebiBytes(16);

  private JobConfiguration() {}

  /**
   * No Kryo, no made-up uids, and no copies of records between chained operators: none of ours
   * changes a record it was given.
   */
  public static Configuration of(Settings settings) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, settings.get(Options.MAX_PARALLELISM));
    // Where the whole job has one subtask, what follows an operator that never has more would be
    // chained to it and take on its maximum parallelism of 1, and could never be rescaled.
    configuration.set(
        PipelineOptions.OPERATOR_CHAINING_CHAIN_OPERATORS_WITH_DIFFERENT_MAX_PARALLELISM, false);
    configuration.set(StateBackendOptions.STATE_BACKEND, settings.get(Options.STATE_BACKEND));
    // Most periods of most series have no sale: asking for a bucket that is not there must be
    // cheap.
    configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    configuration.set(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE, WRITE_BUFFER);
    return configuration;
  }

  /** And of a live run: checkpoints, and restarts that come ever more slowly. */
  public static Configuration live(Settings settings) {
    Configuration configuration = of(settings);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.get(EndOptions.CHECKPOINT_INTERVAL));
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_TIMEOUT, settings.get(EndOptions.CHECKPOINT_TIMEOUT));
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(
        CheckpointingOptions.INCREMENTAL_CHECKPOINTS,
        settings.get(Options.STATE_BACKEND).equals("rocksdb"));
    String folder = settings.get(EndOptions.CHECKPOINT_FOLDER);
    if (!folder.isEmpty()) {
      configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder + "/checkpoints");
      configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, folder + "/savepoints");
    }
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    return configuration;
  }
}
