package io.skucast.local.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures; figures of the job stand beside those of a baseline on the same machine and input. */
@Command(
    name = "bench",
    description =
        "Measures the job beside a baseline, the forecasters of one series, the learner, and"
            + " functions of SQL.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BankCommand.class,
      BootstrapBenchCommand.class,
      ClassLoadingCommand.class,
      DeepCommand.class,
      FunctionsCommand.class,
      LearnerCommand.class,
      ThroughputCommand.class
    })
public final class BenchCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
