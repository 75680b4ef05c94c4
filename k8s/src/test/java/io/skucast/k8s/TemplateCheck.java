package io.skucast.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The index templates are the job's own, but for their settings (shards, replicas), and come before
 * those in its jar where they are put.
 */
final class TemplateCheck implements Check {
  static final Path OF_THE_JOB =
      Path.of("..", "flink-job", "src", "main", "resources", "elasticsearch");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    JsonNode data = manifests.data("skucast-index-templates");
    Map<String, String> files = files(OF_THE_JOB);
    files.forEach(
        (name, text) -> {
          if (!data.has(name)) {
            problems.add("index template " + name + " is missing");
          } else if (!withoutSettings(data.path(name).asText()).equals(withoutSettings(text))) {
            problems.add(
                "index template " + name + " differs from the job's in more than settings");
          }
        });
    data.fieldNames()
        .forEachRemaining(
            name -> {
              if (!files.containsKey(name)) {
                problems.add("index template " + name + " is none of the job's");
              }
            });
    Pod pod = manifests.jobManager();
    JsonNode setup =
        Pod.named(pod.spec().path("initContainers"), "setup")
            .orElseThrow(() -> new IllegalArgumentException("no container sets templates up"));
    String first = classPath(setup).split(":")[0];
    String map =
        pod.volumeOf(setup, first + "/elasticsearch")
            .map(volume -> volume.at("/configMap/name").asText())
            .orElse("");
    if (!map.startsWith("skucast-index-templates")) {
      problems.add("the class path of setup does not begin with the index templates: " + first);
    }
    return problems;
  }

  /** The class path of the container that sets up. */
  static String classPath(JsonNode setup) {
    JsonNode command = setup.path("command");
    for (int i = 0; i + 1 < command.size(); i++) {
      if (command.get(i).asText().equals("-cp")) {
        return command.get(i + 1).asText();
      }
    }
    throw new IllegalArgumentException("setup has no class path");
  }

  /** Texts of a folder's files by their names. */
  static Map<String, String> files(Path folder) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static JsonNode withoutSettings(String text) {
    try {
      JsonNode template = JSON.readTree(text);
      if (template.path("template") instanceof ObjectNode body) {
        body.remove("settings");
      }
      return template;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an index template is no JSON: " + e.getOriginalMessage());
    }
  }
}
