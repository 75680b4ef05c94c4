package io.skucast.local.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures; every figure stands beside that of a baseline on the same machine and input. */
@Command(
    name = "bench",
    description = "Measures the job beside a baseline.",
    mixinStandardHelpOptions = true,
    subcommands = ThroughputCommand.class)
public final class BenchCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
