package io.skucast.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One of the deployment's two pod templates.
 *
 * @param role jobManager or taskManager
 * @param spec the pod's specification
 */
record Pod(String role, JsonNode spec) {
  /** The container that the operator fills in. */
  JsonNode main() {
    return named(spec.path("containers"), "flink-main-container")
        .orElseThrow(() -> new IllegalArgumentException(role + " has no flink-main-container"));
  }

  /** Every container, those that come first among them. */
  List<JsonNode> containers() {
    List<JsonNode> all = new ArrayList<>();
    spec.path("initContainers").forEach(all::add);
    spec.path("containers").forEach(all::add);
    return all;
  }

  /** The volume that a path of a container lies on, where one does. */
  Optional<JsonNode> volumeOf(JsonNode container, String path) {
    return mountOf(container, path)
        .flatMap(mount -> named(spec.path("volumes"), mount.path("name").asText()));
  }

  /** The mount that a path lies below: the innermost one. */
  static Optional<JsonNode> mountOf(JsonNode container, String path) {
    return stream(container.path("volumeMounts"))
        .filter(mount -> (path + "/").startsWith(mount.path("mountPath").asText() + "/"))
        .max(java.util.Comparator.comparingInt(m -> m.path("mountPath").asText().length()));
  }

  static Optional<JsonNode> named(JsonNode list, String name) {
    return stream(list).filter(item -> item.path("name").asText().equals(name)).findFirst();
  }

  static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
