package io.skucast.local.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a cluster does.
 *
 * @param processes ids of its processes by name, dead ones among them
 * @param dead names of the processes that are no longer there
 * @param web address of Flink's web page
 * @param slots in all, 0 if the JobManager does not answer
 * @param freeSlots of them without a job
 * @param jobs that have not ended
 * @param log where the processes log
 */
public record ClusterStatus(
    Map<String, Long> processes,
    List<String> dead,
    String web,
    int slots,
    int freeSlots,
    List<RunningJob> jobs,
    Path log) {}
