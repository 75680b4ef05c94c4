package io.skucast.local.upgrade;

import io.skucast.savepoints.check.CompatibilityReport;
import java.time.Duration;
import org.apache.flink.api.common.JobID;

/**
 * How an upgrade ended: a job runs, the new one or the old one.
 *
 * @param job that runs now
 * @param savepoint that the old job was stopped with
 * @param report what was compared with the savepoint
 * @param untilRunning from the request to stop until the job runs: at most so long nothing did
 * @param untilCheckpoint from the same moment until its first checkpoint; null where the old job
 *     runs again
 * @param failure why the old job runs again; null where the new one runs
 */
public record UpgradeResult(
    JobID job,
    String savepoint,
    CompatibilityReport report,
    Duration untilRunning,
    Duration untilCheckpoint,
    String failure) {

  /** Whether the new job runs. */
  public boolean isUpgraded() {
    return failure == null;
  }
}
