package io.skucast.local.state;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What savepoints hold. */
@Command(
    name = "state",
    description = {
      "What a savepoint holds: a series' whole state, sizes, differences, files, and a copy without",
      "some series. No job and no cluster is needed, and no savepoint is ever changed."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      InspectCommand.class,
      ListCommand.class,
      StatsCommand.class,
      DiffCommand.class,
      ExportCommand.class,
      DropCommand.class
    })
public final class StateCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
