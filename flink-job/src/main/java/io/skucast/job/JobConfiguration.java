package io.skucast.job;

import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;

/** What every run of the job asks of Flink. */
public final class JobConfiguration {
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
    configuration.set(StateBackendOptions.STATE_BACKEND, settings.get(Options.STATE_BACKEND));
    return configuration;
  }
}
