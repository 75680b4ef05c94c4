package io.skucast.local.verify;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows on this machine that what is promised is kept. */
@Command(
    name = "verify",
    description = "Shows on this machine that the job keeps what it promises.",
    mixinStandardHelpOptions = true,
    subcommands = VerifyUpgradeCommand.class)
public final class VerifyCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
