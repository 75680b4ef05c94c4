package io.skucast.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * State goes where every process finds it again, and what need not be found again goes to the
 * node's own disk; the job and Flink's configuration say the same of it.
 */
final class StateCheck implements Check {
  private static final List<String> DURABLE =
      List.of("state.checkpoints.dir", "state.savepoints.dir", "high-availability.storageDir");
  private static final List<String> LOCAL =
      List.of("state.backend.rocksdb.localdir", "io.tmp.dirs");

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    Settings settings = JobOptionsCheck.settings(manifests);
    String backend = manifests.flink("state.backend.type");
    if (!backend.equals(settings.get(Options.STATE_BACKEND))) {
      problems.add(
          "state.backend.type is "
              + backend
              + ", the job's state.backend "
              + settings.get(Options.STATE_BACKEND));
    }
    if (!settings.get(EndOptions.CHECKPOINT_FOLDER).isEmpty()) {
      problems.add("checkpoint.folder is set: the operator would look elsewhere than the job");
    }
    for (String key : DURABLE) {
      durable(manifests, key, manifests.flink(key), problems);
    }
    for (String key : LOCAL) {
      Pod pod = manifests.taskManager();
      Optional<JsonNode> volume = pod.volumeOf(pod.main(), manifests.flink(key));
      if (volume.filter(v -> v.has("emptyDir")).isEmpty()) {
        problems.add(key + " '" + manifests.flink(key) + "' is not on the node's own disk");
      }
    }
    for (Pod pod : manifests.pods()) {
      pod.spec().path("volumes").forEach(volume -> claim(manifests, volume, problems));
    }
    return problems;
  }

  private static void durable(
      Manifests manifests, String key, String address, List<String> problems) {
    if (address.matches("s3://[^/]+/.+")) {
      return;
    }
    if (!address.startsWith("file:///")) {
      problems.add(key + " '" + address + "' is neither a folder nor a bucket");
      return;
    }
    for (Pod pod : manifests.pods()) {
      String path = address.substring("file://".length());
      if (pod.volumeOf(pod.main(), path).filter(v -> v.has("persistentVolumeClaim")).isEmpty()) {
        problems.add(key + " '" + address + "' is lost with the pod of the " + pod.role());
      }
    }
  }

  private static void claim(Manifests manifests, JsonNode volume, List<String> problems) {
    String claim = volume.at("/persistentVolumeClaim/claimName").asText("");
    if (!claim.isEmpty() && !manifests.has("PersistentVolumeClaim", claim)) {
      problems.add("volume " + volume.path("name").asText() + ": there is no claim " + claim);
    }
    String map = volume.at("/configMap/name").asText("");
    if (!map.isEmpty() && !manifests.has("ConfigMap", map)) {
      problems.add("volume " + volume.path("name").asText() + ": there is no config map " + map);
    }
  }
}
