package io.skucast.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.JobID;

/** The jobs of a cluster that have not ended, as its REST interface tells. */
public final class RunningJobs {
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

  private RunningJobs() {}

  /** Whether a state, as Flink calls it, is one that a job never leaves. */
  public static boolean isEnded(String state) {
    return ENDED.contains(state);
  }

  static List<RunningJob> of(RestPage rest) throws InterruptedException {
    List<RunningJob> jobs = new ArrayList<>();
    for (JsonNode job : rest.find("/jobs/overview").path("jobs")) {
      String id = job.path("jid").asText();
      String state = job.path("state").asText();
      if (!isEnded(state)) {
        int parallelism = 0;
        for (JsonNode vertex : rest.find("/jobs/" + id).path("vertices")) {
          parallelism = Math.max(parallelism, vertex.path("parallelism").asInt());
        }
        jobs.add(
            new RunningJob(
                JobID.fromHexString(id),
                job.path("name").asText(),
                state,
                parallelism,
                Instant.ofEpochMilli(job.path("start-time").asLong())));
      }
    }
    jobs.sort(Comparator.comparing(RunningJob::since));
    return jobs;
  }
}
