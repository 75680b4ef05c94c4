package io.skucast.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.cluster.RestPage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;

/** What a cluster says of one job. While nothing answers, counts are zero and states unknown. */
record JobPage(RestPage rest, JobID job) {
  private static final List<String> OVER = List.of("CANCELED", "FAILED", "FINISHED");

  /** The counts that the job keeps through every restart. */
  JobCounts counts() throws InterruptedException {
    Map<String, Long> counts = new HashMap<>();
    for (JsonNode count : find("/accumulators").path("user-task-accumulators")) {
      String value = count.path("value").asText();
      if (value.matches("-?\\d+")) {
        counts.put(count.path("name").asText(), Long.valueOf(value));
      }
    }
    return JobCounts.of(counts);
  }

  /** Checkpoints of a kind: completed, in_progress or restored. */
  int checkpoints(String kind) throws InterruptedException {
    return find("/checkpoints").path("counts").path(kind).asInt();
  }

  /**
   * Whether every subtask runs.
   *
   * @throws IOException if the job is over
   */
  boolean isRunning() throws IOException, InterruptedException {
    JsonNode page = find("");
    String state = page.path("state").asText();
    if (OVER.contains(state)) {
      throw new IOException(
          "the job is "
              + state
              + ": "
              + find("/exceptions")
                  .at("/exceptionHistory/entries/0/stacktrace")
                  .asText("it says no cause"));
    }
    if (!state.equals("RUNNING") || page.path("vertices").isEmpty()) {
      return false;
    }
    for (JsonNode vertex : page.get("vertices")) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return true;
  }

  /** Ids of the TaskManagers that its subtasks run on. */
  Set<String> taskManagers() throws InterruptedException {
    Set<String> ids = new TreeSet<>();
    for (JsonNode vertex : find("").path("vertices")) {
      for (JsonNode each :
          find("/vertices/" + vertex.path("id").asText() + "/taskmanagers").path("taskmanagers")) {
        ids.add(each.path("taskmanager-id").asText());
      }
    }
    return ids;
  }

  private JsonNode find(String path) throws InterruptedException {
    return rest.find("/jobs/" + job + path);
  }
}
