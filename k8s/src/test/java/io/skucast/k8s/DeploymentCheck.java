package io.skucast.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * What the operator itself would refuse, and what an upgrade needs: the job's own main class on
 * this Flink, stopped with a canonical savepoint, with no state left out, found again after a
 * JobManager is lost.
 */
final class DeploymentCheck implements Check {
  private static final Path OPENS =
      Path.of("..", "local", "src", "main", "resources", "jvm.options");

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    JsonNode spec = manifests.spec();
    JsonNode job = spec.path("job");
    String name = Manifests.name(manifests.one("FlinkDeployment"));
    if (!name.matches("[a-z]([-a-z0-9]{0,43}[a-z0-9])?")) {
      problems.add("FlinkDeployment: the operator refuses the name '" + name + "'");
    }
    String flink = EnvironmentInformation.getVersion();
    expect(problems, spec, "/flinkVersion", flinkVersion(flink));
    expect(problems, spec, "/mode", "native");
    expect(problems, spec, "/job/jarURI", "local:///opt/flink/usrlib/skucast-job.jar");
    expect(problems, spec, "/job/state", "running");
    expect(problems, spec, "/job/upgradeMode", "savepoint");
    expect(problems, spec, "/job/allowNonRestoredState", "false");
    expect(
        problems,
        spec,
        "/flinkConfiguration/kubernetes.operator.savepoint.format.type",
        "CANONICAL");
    expect(problems, spec, "/flinkConfiguration/high-availability.type", "kubernetes");
    expect(problems, spec, "/flinkConfiguration/env.java.opts.all", opens());
    if (!hasMain(job.path("entryClass").asText())) {
      problems.add("entryClass '" + job.path("entryClass").asText() + "' has no main method");
    }
    for (JsonNode container : manifests.jobManager().containers()) {
      if (container.has("image")) {
        expect(problems, container, "/image", spec.path("image").asText());
      }
      // The set-up of the job's topics and templates.
      JsonNode command = container.path("command");
      if (!command.isEmpty() && !hasMain(command.get(command.size() - 1).asText())) {
        problems.add("initContainer: the last word of its command has no main method");
      }
    }
    if (spec.path("image").asText().matches("[^:]*|.*:latest")) {
      problems.add("image '" + spec.path("image").asText() + "' has no version");
    }
    return problems;
  }

  private static void expect(List<String> problems, JsonNode in, String pointer, String expected) {
    // What stands between slashes may hold dots but no slash.
    String found = in.at(pointer).asText();
    if (!found.equals(expected)) {
      problems.add(pointer.substring(1) + " is '" + found + "', not '" + expected + "'");
    }
  }

  private static String flinkVersion(String version) {
    String[] parts = version.split("\\.");
    return "v" + parts[0] + "_" + parts[1];
  }

  private static boolean hasMain(String type) {
    try {
      Class.forName(type).getMethod("main", String[].class);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** What the launcher opens too. */
  private static String opens() {
    try {
      return String.join(
          " ", Files.readAllLines(OPENS).stream().filter(l -> !l.isBlank()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
