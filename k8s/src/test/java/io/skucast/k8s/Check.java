package io.skucast.k8s;

import java.util.ArrayList;
import java.util.List;

/** Something that must hold of a rendered overlay. */
@FunctionalInterface
interface Check {
  /** All of them. */
  List<Check> ALL =
      List.of(
          new ModelCheck(),
          new FlinkConfigurationCheck(),
          new DeploymentCheck(),
          new JobOptionsCheck(),
          new StateCheck(),
          new PortCheck(),
          new TopicCheck(),
          new TemplateCheck(),
          new SecurityCheck(),
          new CapacityCheck());

  /**
   * @return one line for each thing that is wrong
   */
  List<String> problems(Manifests manifests);

  /** What is wrong by any check. */
  static List<String> allProblems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    for (Check check : ALL) {
      try {
        problems.addAll(check.problems(manifests));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }
}
