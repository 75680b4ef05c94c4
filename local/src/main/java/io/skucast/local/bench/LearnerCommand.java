package io.skucast.local.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How fast the linear model's learner takes lessons in, and how long it trains. */
@Command(
    name = "learner",
    description = {
      "Lessons per second that the linear model's exact sums take in on one core at "
          + LearnerBenchmark.FEATURES
          + " features, and milliseconds of a training of one group: a block folded in, the ridge"
          + " chosen out of six on held-out lessons, the model solved and judged (JMH).",
      "The lessons are made up, the same on every run."
    },
    mixinStandardHelpOptions = true)
final class LearnerCommand implements Callable<Integer> {
  @Mixin private JmhRun jmh;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    jmh.check();
    PrintWriter out = spec.commandLine().getOut();
    var results = jmh.run(LearnerBenchmark.class, out);
    out.printf("| benchmark | figure | unit | ± (99.9 %%) |%n|---|--:|---|--:|%n");
    for (RunResult result : results) {
      boolean isRate = result.getPrimaryResult().getScore() > 1000;
      String format = isRate ? "%,.0f" : "%.2f";
      out.printf(
          Locale.ROOT,
          "| %s | " + format + " | %s | %s |%n",
          result.getPrimaryResult().getLabel(),
          result.getPrimaryResult().getScore(),
          isRate ? "lessons/s" : "ms",
          JmhRun.error(result, format));
    }
    out.flush();
    return 0;
  }
}
