package io.skucast.k8s;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an overlay is rendered to.
 *
 * @param overlay its name
 * @param resources in the order in which they are rendered
 */
record Manifests(String overlay, List<ObjectNode> resources) {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  static Manifests parse(String overlay, String yaml) throws IOException {
    List<ObjectNode> resources = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      documents.forEachRemaining(document -> resources.add((ObjectNode) document));
    }
    return new Manifests(overlay, resources);
  }

  /** A copy that can be broken without harm. */
  Manifests copy() {
    return new Manifests(
        overlay, new ArrayList<>(resources.stream().map(ObjectNode::deepCopy).toList()));
  }

  List<ObjectNode> all(String kind) {
    return resources.stream().filter(r -> r.path("kind").asText().equals(kind)).toList();
  }

  /** The resource of a kind of which there is one. */
  ObjectNode one(String kind) {
    List<ObjectNode> found = all(kind);
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          overlay + " has " + found.size() + " resources of kind " + kind + ", not one");
    }
    return found.get(0);
  }

  /** Whether a resource of that kind and name is there. */
  boolean has(String kind, String name) {
    return all(kind).stream().anyMatch(r -> name(r).equals(name));
  }

  /** The data of the config map whose name begins so: behind it stands a hash. */
  JsonNode data(String configMap) {
    return all("ConfigMap").stream()
        .filter(r -> name(r).startsWith(configMap + "-"))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(overlay + " has no config map " + configMap))
        .path("data");
  }

  /** What the operator is told. */
  JsonNode spec() {
    return one("FlinkDeployment").path("spec");
  }

  /** A value of Flink's configuration, empty where it is not set. */
  String flink(String key) {
    return spec().path("flinkConfiguration").path(key).asText("");
  }

  Pod jobManager() {
    return new Pod("jobManager", spec().at("/jobManager/podTemplate/spec"));
  }

  Pod taskManager() {
    return new Pod("taskManager", spec().at("/taskManager/podTemplate/spec"));
  }

  List<Pod> pods() {
    return List.of(jobManager(), taskManager());
  }

  static String name(JsonNode resource) {
    return resource.at("/metadata/name").asText();
  }
}
