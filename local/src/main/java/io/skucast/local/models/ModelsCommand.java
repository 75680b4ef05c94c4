package io.skucast.local.models;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Deep models: which there are, which may serve, and whether they are what was published. */
@Command(
    name = "models",
    description = {
      "Deep models: lists and shows them, publishes them to jobs, rolls back, and verifies.",
      "A job reads the registry, published.json in the folder of the models, at each period's end."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      PublishCommand.class,
      RollbackCommand.class,
      VerifyCommand.class
    })
public final class ModelsCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
