package io.skucast.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.job.config.Arguments;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The job's options: every file that its arguments name is mounted where they say, every key is one
 * of the job's and its value one that the job takes.
 */
final class JobOptionsCheck implements Check {
  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    Pod pod = manifests.jobManager();
    files(pod, pod.main(), manifests.spec().at("/job/args"), manifests, problems);
    Pod.stream(pod.spec().path("initContainers"))
        .forEach(c -> files(pod, c, c.path("args"), manifests, problems));
    Settings settings = settings(manifests);
    DeepOptions.check(settings);
    KafkaEnds.sink(settings.with(Map.of(EndOptions.KAFKA_CLIENT_CONFIG.key(), "")));
    readable(pod, settings.get(EndOptions.KAFKA_CLIENT_CONFIG), problems);
    if (settings.get(DeepOptions.ENABLED)) {
      for (Pod each : manifests.pods()) {
        readable(each, settings.get(DeepOptions.MODELS), problems);
      }
    }
    return problems;
  }

  /**
   * What the job is told by the files of config maps and by words of its arguments.
   *
   * @throws IllegalArgumentException as the job would, of an unknown key or a wrong value
   */
  static Settings settings(Manifests manifests) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    manifests.spec().at("/job/args").forEach(word -> words.add(word.asText()));
    Pod pod = manifests.jobManager();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).equals("--config")) {
        content(pod, pod.main(), words.get(i + 1), manifests).ifPresent(texts::putAll);
        words.subList(i, i + 2).clear();
        i--;
      }
    }
    texts.putAll(Arguments.parse(words.toArray(String[]::new)));
    return Settings.of(texts);
  }

  private static void files(
      Pod pod, JsonNode container, JsonNode args, Manifests manifests, List<String> problems) {
    for (int i = 0; i + 1 < args.size(); i++) {
      if (!args.get(i).asText().equals("--config")) {
        continue;
      }
      String path = args.get(i + 1).asText();
      Optional<JsonNode> volume = pod.volumeOf(container, path);
      if (volume.isEmpty()) {
        problems.add("--config " + path + ": no volume of " + name(container) + " is there");
      } else if (volume.get().has("configMap")
          && content(pod, container, path, manifests).isEmpty()) {
        problems.add("--config " + path + ": the config map has no such file");
      }
    }
  }

  private static void readable(Pod pod, String path, List<String> problems) {
    if (!path.isEmpty() && pod.volumeOf(pod.main(), path).isEmpty()) {
      problems.add(path + ": no volume of the " + pod.role() + " is there");
    }
  }

  /** A file of a config map; nothing where it lies elsewhere, in a secret. */
  private static Optional<Map<String, String>> content(
      Pod pod, JsonNode container, String path, Manifests manifests) {
    String map =
        pod.volumeOf(container, path).map(v -> v.at("/configMap/name").asText("")).orElse("");
    String folder = Pod.mountOf(container, path).map(m -> m.path("mountPath").asText()).orElse("");
    return manifests.all("ConfigMap").stream()
        .filter(resource -> Manifests.name(resource).equals(map))
        .map(resource -> resource.path("data").path(path.substring(folder.length() + 1)))
        .filter(JsonNode::isTextual)
        .map(text -> properties(text.asText()))
        .findFirst();
  }

  private static Map<String, String> properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return texts;
  }

  private static String name(JsonNode container) {
    return container.path("name").asText();
  }
}
