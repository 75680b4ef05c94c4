package io.skucast.local.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A Flink cluster of processes on this machine. */
@Command(
    name = "cluster",
    description =
        "Starts a Flink session cluster of separate processes on this machine, tells how it does,"
            + " and stops it.",
    subcommands = {StartCommand.class, StatusCommand.class, StopClusterCommand.class},
    mixinStandardHelpOptions = true)
public final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
