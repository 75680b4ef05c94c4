package io.skucast.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A port is the same wherever it is written: Flink's configuration, containers, probes, services,
 * the network policy, and the job's options that name other systems.
 */
final class PortCheck implements Check {
  /** Ports between the job's own processes. */
  static final List<String> OWN =
      List.of(
          "rest.port",
          "taskmanager.data.port",
          "taskmanager.rpc.port",
          "jobmanager.rpc.port",
          "blob.server.port");

  static final String METRICS = "metrics.reporter.prom.port";

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    String rest = manifests.flink("rest.port");
    String metrics = manifests.flink(METRICS);
    for (Pod pod : manifests.pods()) {
      String port =
          Pod.named(pod.main().path("ports"), "metrics")
              .map(p -> p.path("containerPort").asText())
              .orElse("none");
      same(problems, pod.role() + " container port metrics", port, METRICS, metrics);
      for (JsonNode probe : probes(pod.main())) {
        boolean isWeb = probe.has("httpGet");
        String key = isWeb ? "rest.port" : "taskmanager.rpc.port";
        String probed = probe.path(isWeb ? "httpGet" : "tcpSocket").path("port").asText();
        same(problems, pod.role() + " probe", probed, key, isWeb ? rest : manifests.flink(key));
      }
    }
    services(manifests, problems);
    policy(manifests, problems);
    return problems;
  }

  private static void services(Manifests manifests, List<String> problems) {
    String metrics = manifests.flink(METRICS);
    for (JsonNode service : manifests.all("Service")) {
      String name = "Service " + Manifests.name(service);
      app(problems, manifests, name, service.at("/spec/selector"));
      for (JsonNode port : service.at("/spec/ports")) {
        same(problems, name, port.path("port").asText(), METRICS, metrics);
        String target = port.path("targetPort").asText();
        if (!target.equals("metrics") && !target.equals(metrics)) {
          problems.add(name + ": no container has the port '" + target + "'");
        }
      }
    }
  }

  private static void policy(Manifests manifests, List<String> problems) {
    JsonNode spec = manifests.one("NetworkPolicy").path("spec");
    app(problems, manifests, "NetworkPolicy", spec.at("/podSelector/matchLabels"));
    Set<String> own = new TreeSet<>(OWN.stream().map(manifests::flink).toList());
    if (own.size() < OWN.size() || own.contains("")) {
      problems.add("ports of Flink are not set or not distinct: " + own);
    }
    for (String way : List.of("ingress/from", "egress/to")) {
      for (JsonNode rule : spec.path(way.split("/")[0])) {
        JsonNode peer = rule.path(way.split("/")[1]).path(0);
        if (peer.has("podSelector")) {
          app(problems, manifests, "NetworkPolicy", peer.at("/podSelector/matchLabels"));
          Set<String> ports = ports(rule);
          if (!ports.equals(own)) {
            problems.add("NetworkPolicy: ports among the job's pods are " + ports + ", not " + own);
          }
        }
      }
    }
    reached(problems, spec.path("ingress"), "from", "monitoring", manifests.flink(METRICS));
    reached(problems, spec.path("ingress"), "from", "flink-operator", manifests.flink("rest.port"));
    Settings settings = JobOptionsCheck.settings(manifests);
    for (String broker : settings.get(EndOptions.KAFKA_BOOTSTRAP).split(",")) {
      URI uri = URI.create("kafka://" + broker);
      reached(problems, spec.path("egress"), "to", namespace(uri), Integer.toString(uri.getPort()));
    }
    for (String url : settings.get(EndOptions.ELASTICSEARCH_URLS)) {
      URI uri = URI.create(url);
      reached(problems, spec.path("egress"), "to", namespace(uri), Integer.toString(uri.getPort()));
    }
  }

  private static void reached(
      List<String> problems, JsonNode rules, String peer, String namespace, String port) {
    boolean isOpen =
        Pod.stream(rules)
            .filter(
                rule ->
                    Pod.stream(rule.path(peer))
                        .anyMatch(
                            p ->
                                p.at("/namespaceSelector/matchLabels")
                                    .path("kubernetes.io/metadata.name")
                                    .asText()
                                    .equals(namespace)))
            .anyMatch(rule -> ports(rule).equals(Set.of(port)));
    if (!isOpen) {
      problems.add(
          "NetworkPolicy: no rule is for port " + port + " alone, " + peer + " " + namespace);
    }
  }

  /** Names in a cluster are service.namespace.svc. */
  private static String namespace(URI uri) {
    String[] parts = String.valueOf(uri.getHost()).split("\\.");
    return parts.length > 2 && parts[2].equals("svc") ? parts[1] : "(outside)";
  }

  private static Set<String> ports(JsonNode rule) {
    Set<String> ports = new TreeSet<>();
    rule.path("ports").forEach(port -> ports.add(port.path("port").asText()));
    return ports;
  }

  private static List<JsonNode> probes(JsonNode container) {
    return Arrays.stream(new String[] {"startupProbe", "livenessProbe", "readinessProbe"})
        .filter(container::has)
        .map(container::path)
        .toList();
  }

  /** The label that Flink gives its pods. */
  private static void app(
      List<String> problems, Manifests manifests, String where, JsonNode labels) {
    String name = Manifests.name(manifests.one("FlinkDeployment"));
    if (labels.size() != 1 || !labels.path("app").asText().equals(name)) {
      problems.add(where + ": pods are chosen by " + labels + ", not by app: " + name);
    }
  }

  private static void same(
      List<String> problems, String where, String found, String key, String port) {
    if (!found.equals(port)) {
      problems.add(where + ": port is " + found + ", " + key + " is " + port);
    }
  }
}
