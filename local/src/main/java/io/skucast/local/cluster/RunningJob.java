package io.skucast.local.cluster;

import java.time.Instant;
import org.apache.flink.api.common.JobID;

/**
 * A job of a cluster that has not ended.
 *
 * @param state as Flink calls it: {@code RUNNING}, {@code RESTARTING}, …
 * @param parallelism the largest of its operators
 * @param since when it was submitted
 */
public record RunningJob(JobID id, String name, String state, int parallelism, Instant since) {}
