package io.skucast.local.verify;

import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.LocalCluster;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where runs happen.
 *
 * @param folder for the state of jobs
 * @param options of the job, the same for all runs
 * @param partSeconds how long each part of the sales is fed at least
 */
record Stage(
    Servers servers,
    LocalCluster cluster,
    ClusterJobs jobs,
    Steps steps,
    FeedPlan plan,
    Path folder,
    Map<String, String> options,
    double partSeconds) {}
