package io.skucast.local.operate;

import io.skucast.local.cluster.ClusterStatus;
import io.skucast.local.cluster.RunningJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How a cluster does. */
@Command(
    name = "status",
    description = "Shows processes, slots and jobs; exit code 1 if a process has died.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private ClusterFolder folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClusterStatus status = folder.open().status();
    PrintWriter out = spec.commandLine().getOut();
    print(out, status);
    if (!status.dead().isEmpty()) {
      out.println("next: ./skucast cluster start, which starts again what is dead");
    }
    out.flush();
    return status.dead().isEmpty() ? 0 : 1;
  }

  static void print(PrintWriter out, ClusterStatus status) {
    List<String> names = new ArrayList<>(status.processes().keySet());
    status.dead().stream().filter(name -> !names.contains(name)).forEach(names::add);
    for (String name : names) {
      out.printf(
          "%-16s %s%n",
          name, status.dead().contains(name) ? "dead" : "process " + status.processes().get(name));
    }
    out.println(
        status.slots() == 0
            ? "no JobManager answers at " + status.web()
            : "slots            " + status.slots() + ", " + status.freeSlots() + " of them free");
    for (RunningJob job : status.jobs()) {
      out.println("job              " + JobsCommand.line(job));
    }
    out.println("web page         " + status.web());
    out.println("logs             " + status.log());
  }
}
