package io.skucast.local.upgrade;

import io.skucast.local.operate.JobJar;
import io.skucast.savepoints.check.JobShape;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What a jar would run, without running it. */
@Command(
    name = "explain",
    description = {
      "Prints what a jar of the job would run with these options: operators and how they are",
      "chained, uids and states, and every option in force. Nothing is started or submitted."
    },
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
  @Option(names = "--jar", description = "Jar of the job; default: the one that was built here.")
  private Path jar;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Subtasks; default ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Option(names = "--plan", description = "Only the graph, as Flink's plan visualizer takes it.")
  private boolean plan;

  @Option(
      names = "--config",
      description = "Properties file with options of the job; --key=value wins over it.")
  private Path config;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (parallelism < 1 || parallelism > 32_768) {
      throw new IllegalArgumentException(
          "--parallelism is " + parallelism + ": allowed is a whole number from 1 to 32768");
    }
    List<String> arguments = new ArrayList<>();
    if (config != null) {
      arguments.add("--config=" + config);
    }
    arguments.addAll(rest);
    PrintWriter out = spec.commandLine().getOut();
    try (JobShape job = JobShape.of(jar == null ? JobJar.built() : jar, arguments, parallelism)) {
      if (plan) {
        out.println(job.plan());
      } else {
        ShapePage page = new ShapePage(job);
        out.println(json ? page.json() : page.text());
      }
      out.flush();
    }
    return 0;
  }
}
