package io.skucast.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Option;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;

/** The topics are those that the job reads and writes, as its own set-up would create them. */
final class TopicCheck implements Check {
  private static final Set<String> KAFKAS =
      Arrays.stream(TopicConfig.class.getFields())
          .filter(field -> field.getName().endsWith("_CONFIG"))
          .map(
              field -> {
                try {
                  return (String) field.get(null);
                } catch (IllegalAccessException e) {
                  throw new IllegalStateException(e);
                }
              })
          .collect(Collectors.toSet());

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    Settings settings = JobOptionsCheck.settings(manifests);
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (JsonNode topic : manifests.all("KafkaTopic")) {
      String name = topic.at("/spec/topicName").asText(Manifests.name(topic));
      found.put(name, topic.path("spec"));
      if (topic.at("/metadata/labels").path("strimzi.io/cluster").asText().isEmpty()) {
        problems.add("topic " + name + ": no label says of which Kafka it is");
      }
    }
    Topics.wanted(settings)
        .forEach(
            (name, wanted) -> {
              JsonNode spec = found.remove(name);
              if (spec == null) {
                problems.add("topic " + name + " is missing");
                return;
              }
              number(
                  problems, settings, name, spec.path("partitions"), EndOptions.KAFKA_PARTITIONS);
              number(problems, settings, name, spec.path("replicas"), EndOptions.KAFKA_REPLICATION);
              config(problems, name, spec.path("config"), wanted);
            });
    found.keySet().forEach(name -> problems.add("topic " + name + " is none of the job's"));
    return problems;
  }

  private static void config(
      List<String> problems, String topic, JsonNode config, Map<String, String> wanted) {
    wanted.forEach(
        (key, value) -> {
          if (!config.path(key).asText().equals(value)) {
            problems.add(
                "topic "
                    + topic
                    + ": "
                    + key
                    + " is '"
                    + config.path(key).asText()
                    + "', not "
                    + value);
          }
        });
    config
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KAFKAS.contains(key)) {
                problems.add("topic " + topic + ": Kafka knows no " + key);
              }
            });
  }

  private static void number(
      List<String> problems,
      Settings settings,
      String topic,
      JsonNode found,
      Option<Integer> option) {
    if (found.asInt() != settings.get(option)) {
      problems.add(
          "topic "
              + topic
              + ": "
              + found.asInt()
              + ", but "
              + option.key()
              + " is "
              + settings.get(option));
    }
  }
}
