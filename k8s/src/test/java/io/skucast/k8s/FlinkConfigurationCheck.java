package io.skucast.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.util.TimeUtils;

/**
 * Every key of flinkConfiguration is known to Flink or to the operator, and its value is one that
 * they can read.
 */
final class FlinkConfigurationCheck implements Check {
  private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.([a-z]+)\\.(.+)");
  private static final Pattern RESOURCE = Pattern.compile("external-resource\\.([a-z]+)\\.(.+)");
  private static final Set<String> OF_REPORTERS = Set.of("factory.class", "port");
  private static final Set<String> OF_RESOURCES =
      Set.of(
          "amount",
          "driver-factory.class",
          "kubernetes.config-key",
          "param.discovery-script.path",
          "param.discovery-script.args");

  /** What the operator sets itself and refuses to be told. */
  private static final Set<String> FORBIDDEN =
      Set.of("kubernetes.namespace", "kubernetes.cluster-id");

  private static final Map<String, String> OF_OPERATOR = operatorOptions();

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    JsonNode configuration = manifests.spec().path("flinkConfiguration");
    configuration
        .fields()
        .forEachRemaining(
            entry ->
                problem(manifests, entry.getKey(), entry.getValue().asText())
                    .ifPresent(problem -> problems.add("flinkConfiguration: " + problem)));
    return problems;
  }

  private static Optional<String> problem(Manifests manifests, String key, String value) {
    if (FORBIDDEN.contains(key)) {
      return Optional.of("the operator sets " + key + " itself");
    }
    if (OF_OPERATOR.containsKey(key)) {
      return matches(OF_OPERATOR.get(key), value)
          ? Optional.empty()
          : Optional.of(
              "option " + key + " has the value '" + value + "', not " + OF_OPERATOR.get(key));
    }
    Matcher reporter = REPORTER.matcher(key);
    if (reporter.matches()) {
      boolean isKnown =
          List.of(manifests.flink("metrics.reporters").split("[,;]")).contains(reporter.group(1))
              && OF_REPORTERS.contains(reporter.group(2));
      if (!isKnown) {
        return Optional.of("no reporter of metrics has the option " + key);
      }
      return reporter.group(2).equals("factory.class") ? factory(key, value) : Optional.empty();
    }
    Matcher resource = RESOURCE.matcher(key);
    if (resource.matches()) {
      boolean isKnown =
          List.of(manifests.flink("external-resources").split("[,;]")).contains(resource.group(1))
              && OF_RESOURCES.contains(resource.group(2));
      return isKnown ? Optional.empty() : Optional.of("no external resource has the option " + key);
    }
    return FlinkOptions.problem(key, value);
  }

  private static Optional<String> factory(String key, String name) {
    try {
      Class.forName(name).asSubclass(MetricReporterFactory.class);
      return Optional.empty();
    } catch (ReflectiveOperationException | ClassCastException e) {
      return Optional.of("option " + key + " names no factory of reporters: '" + name + "'");
    }
  }

  private static boolean matches(String type, String value) {
    return switch (type) {
      case "boolean" -> value.equals("true") || value.equals("false");
      case "integer" -> value.matches("\\d+");
      case "duration" -> isDuration(value);
      default -> List.of(type.split("\\|")).contains(value);
    };
  }

  private static boolean isDuration(String value) {
    try {
      TimeUtils.parseDuration(value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, String> operatorOptions() {
    try (InputStream in =
        FlinkConfigurationCheck.class.getResourceAsStream("operator-options.txt")) {
      Map<String, String> options = new HashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> options.put(line.split(" ")[0], line.split(" ")[1]));
      return options;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
