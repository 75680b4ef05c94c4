package io.skucast.local;

import io.skucast.local.backtest.BacktestCommand;
import io.skucast.local.bench.BenchCommand;
import io.skucast.local.bootstrap.BootstrapCommand;
import io.skucast.local.demo.DemoCommand;
import io.skucast.local.models.ModelsCommand;
import io.skucast.local.notebook.NotebookCommand;
import io.skucast.local.operate.ClusterCommand;
import io.skucast.local.operate.DistCommand;
import io.skucast.local.operate.JobsCommand;
import io.skucast.local.operate.SavepointCommand;
import io.skucast.local.operate.StopCommand;
import io.skucast.local.operate.SubmitCommand;
import io.skucast.local.sql.SqlCommand;
import io.skucast.local.state.StateCommand;
import io.skucast.local.train.TrainCommand;
import io.skucast.local.upgrade.ExplainCommand;
import io.skucast.local.upgrade.RescaleCommand;
import io.skucast.local.upgrade.UpgradeCommand;
import io.skucast.local.verify.VerifyCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one class per command, bad input is one line on standard error and exit 2. */
@Command(
    name = "skucast",
    description = "Sales trends and forecasts per SKU, kept current event by event.",
    mixinStandardHelpOptions = true,
    version = "skucast 0.1.0-SNAPSHOT",
    subcommands = {
      DemoCommand.class,
      BacktestCommand.class,
      ForecastCommand.class,
      FeaturesCommand.class,
      TrainCommand.class,
      ModelsCommand.class,
      CheckCommand.class,
      GenerateCommand.class,
      SetupCommand.class,
      ClusterCommand.class,
      DistCommand.class,
      ExplainCommand.class,
      SubmitCommand.class,
      JobsCommand.class,
      StopCommand.class,
      SavepointCommand.class,
      RescaleCommand.class,
      UpgradeCommand.class,
      VerifyCommand.class,
      StateCommand.class,
      BootstrapCommand.class,
      SqlCommand.class,
      NotebookCommand.class,
      BenchCommand.class
    })
public final class Skucast implements Runnable {
  private static final int BAD_INPUT = 2;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, ready to take arguments. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Skucast());
    line.setParameterExceptionHandler(
        (error, arguments) -> complain(error.getCommandLine(), error.getMessage()));
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          if (error instanceof IllegalArgumentException) {
            return complain(command, error.getMessage());
          }
          if (error instanceof IOException) {
            complain(command, error.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw error;
        });
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int complain(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println("skucast: " + message.replace('\n', ' '));
    err.flush();
    return BAD_INPUT;
  }
}
