package io.skucast.local.verify;

import io.skucast.local.cluster.RunningJob;
import io.skucast.local.upgrade.Rescale;
import io.skucast.local.upgrade.UpgradeCommand;
import io.skucast.local.upgrade.UpgradeResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** What is done to a running job on purpose, by the commands for it. Each leaves it running. */
final class Changes {
  private final JobRun run;
  private final Stage stage;

  Changes(JobRun run, Stage stage) {
    this.run = run;
    this.stage = stage;
  }

  /** Another number of subtasks, as {@code skucast rescale} does it. */
  String rescale(int parallelism) throws Exception {
    UpgradeResult done =
        Rescale.run(
            stage.cluster(),
            stage.jobs(),
            run.job(),
            parallelism,
            stage.steps().patience(),
            step -> {});
    if (!done.isUpgraded()) {
      throw new IOException("the job does not run with " + parallelism + ": " + done.failure());
    }
    run.becomes(done.job());
    return String.format(
        Locale.ROOT, "no job ran for %.1f s", done.untilRunning().toMillis() / 1000.0);
  }

  /** Another jar, as {@code skucast upgrade} does it. */
  String upgrade(Path next) throws Exception {
    Said said = upgradeCommand(next);
    if (said.code() != 0) {
      throw new IOException("the upgrade to " + next + " failed: " + said.all());
    }
    becomesTheOnlyOne();
    return said.line("no job ran for");
  }

  /** A jar that does not come up: the job that ran goes on. */
  String failedUpgrade(Path failing) throws Exception {
    Said said = upgradeCommand(failing);
    if (said.code() == 0 || !said.all().contains("the old release runs again")) {
      throw new IOException(
          "the upgrade to " + failing + " was to fail and be rolled back: " + said.all());
    }
    becomesTheOnlyOne();
    run.awaitWell();
    return said.line("the old release runs again");
  }

  /** What a command said and ended with. */
  private record Said(int code, String all) {
    String line(String part) {
      return all.lines().filter(line -> line.contains(part)).findFirst().orElse("");
    }
  }

  private Said upgradeCommand(Path jar) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code =
        new CommandLine(new UpgradeCommand())
            .setOut(out)
            .setErr(out)
            .setExecutionExceptionHandler(
                (error, command, parsed) -> {
                  out.println(error.getMessage());
                  return 1;
                })
            .execute(
                "--jar=" + jar,
                "--job=" + run.job(),
                "--folder=" + stage.cluster().folder(),
                "--patience=" + stage.steps().patience().toSeconds());
    out.flush();
    return new Said(code, said.toString());
  }

  private void becomesTheOnlyOne() throws IOException, InterruptedException {
    List<RunningJob> running = stage.jobs().list();
    if (running.size() != 1) {
      throw new IOException("one job is to run, and these do: " + running);
    }
    run.becomes(running.get(0).id());
  }
}
