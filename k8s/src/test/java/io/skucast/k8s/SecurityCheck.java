package io.skucast.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** No container is root or may become it, no account may do everything, no password is written. */
final class SecurityCheck implements Check {
  /** The user that the images make. */
  static final String USER = "9999";

  private static final Pattern PASSWORD =
      Pattern.compile("(?i).*(password|secret[-.]?key|access[-.]?key|token|sasl\\.jaas).*");

  /** What Flink asks Kubernetes for: TaskManagers, and its own records. */
  private static final Map<String, Set<String>> NEEDED =
      Map.of(
          "pods", Set.of("get", "list", "watch", "create", "delete"),
          "configmaps", Set.of("get", "list", "watch", "create", "update", "patch", "delete"),
          "deployments", Set.of("get"));

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    if (!manifests.all("Secret").isEmpty()) {
      problems.add("a secret is written here: name it and make it elsewhere");
    }
    for (JsonNode map : manifests.all("ConfigMap")) {
      map.path("data").forEach(text -> passwords(text.asText(), problems));
    }
    manifests
        .spec()
        .path("flinkConfiguration")
        .fieldNames()
        .forEachRemaining(key -> passwords(key + "=…", problems));
    for (Pod pod : manifests.pods()) {
      pod(pod, problems);
    }
    account(manifests, problems);
    return problems;
  }

  private static void passwords(String text, List<String> problems) {
    text.lines()
        .filter(line -> !line.startsWith("#") && line.contains("="))
        .map(line -> line.substring(0, line.indexOf('=')))
        .filter(key -> PASSWORD.matcher(key).matches())
        .forEach(key -> problems.add("'" + key + "' is written here: it belongs into a secret"));
  }

  private static void pod(Pod pod, List<String> problems) {
    JsonNode context = pod.spec().path("securityContext");
    boolean isSafe =
        context.path("runAsNonRoot").asBoolean()
            && context.path("runAsUser").asText().equals(USER)
            && context.at("/seccompProfile/type").asText().equals("RuntimeDefault");
    if (!isSafe) {
      problems.add(pod.role() + ": the pod may run as another user than " + USER);
    }
    for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (pod.spec().path(host).asBoolean()) {
        problems.add(pod.role() + ": " + host);
      }
    }
    for (JsonNode volume : pod.spec().path("volumes")) {
      if (volume.has("hostPath")) {
        problems.add(pod.role() + ": volume " + volume.path("name").asText() + " is the node's");
      }
    }
    for (JsonNode container : pod.containers()) {
      JsonNode own = container.path("securityContext");
      boolean isBound =
          own.path("allowPrivilegeEscalation").isBoolean()
              && !own.path("allowPrivilegeEscalation").asBoolean()
              && !own.path("privileged").asBoolean()
              && own.at("/capabilities/drop/0").asText().equals("ALL");
      if (!isBound) {
        problems.add(
            pod.role() + ": container " + container.path("name").asText() + " may get privileges");
      }
    }
  }

  private static void account(Manifests manifests, List<String> problems) {
    String account = manifests.spec().path("serviceAccount").asText();
    JsonNode binding = manifests.one("RoleBinding");
    JsonNode role = manifests.one("Role");
    boolean isBound =
        manifests.has("ServiceAccount", account)
            && binding.at("/roleRef/name").asText().equals(Manifests.name(role))
            && binding.at("/subjects/0/name").asText().equals(account)
            && binding
                .at("/subjects/0/namespace")
                .asText()
                .equals(manifests.one("FlinkDeployment").at("/metadata/namespace").asText());
    if (!isBound) {
      problems.add("service account '" + account + "' is not there or has no role");
    }
    NEEDED.forEach(
        (resource, verbs) -> {
          Set<String> granted = new TreeSet<>();
          for (JsonNode rule : role.path("rules")) {
            if (Pod.stream(rule.path("resources")).anyMatch(r -> r.asText().equals(resource))) {
              rule.path("verbs").forEach(verb -> granted.add(verb.asText()));
            }
          }
          if (granted.contains("*") || !granted.containsAll(verbs)) {
            problems.add("Role: " + resource + " has " + granted + ", Flink needs " + verbs);
          }
        });
  }
}
