package io.skucast.local.upgrade;

import io.skucast.local.cluster.Submission;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;

/**
 * What is to be changed into what.
 *
 * @param folder of the cluster
 * @param job that runs
 * @param old what it was submitted with, to go back to
 * @param next what is to run instead, whatever it says of where to start from
 * @param savepoints folder for savepoints; null for the job's own
 * @param patience how long a job may take until it runs, and again until its first checkpoint
 */
public record UpgradePlan(
    Path folder,
    JobID job,
    Submission old,
    Submission next,
    String savepoints,
    Duration patience) {}
