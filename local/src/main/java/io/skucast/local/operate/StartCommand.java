package io.skucast.local.operate;

import io.skucast.local.FreePort;
import io.skucast.local.cluster.ClusterPlan;
import io.skucast.local.cluster.LocalCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a cluster, or what is missing of one. */
@Command(
    name = "start",
    description = {
      "Starts a JobManager and TaskManagers, each a process of its own that outlives this command,"
          + " on the loopback interface.",
      "Where a cluster runs in the folder, what has died of it is started again."
    },
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  private static final String REST_PORT = "rest.port";
  private static final int PREFERRED_PORT = 8081;

  @Option(
      names = "--taskmanagers",
      paramLabel = "N",
      description = "How many TaskManagers; default 1.")
  private Integer taskManagers;

  @Option(names = "--slots", paramLabel = "M", description = "Slots of each; default 2.")
  private Integer slots;

  @Option(
      names = "--ha",
      description =
          "With a ZooKeeper beside it, so that a JobManager that is started again takes its jobs"
              + " up again.")
  private boolean highAvailability;

  @Option(
      names = "-D",
      paramLabel = "key=value",
      description = "An option of Flink's, over what a cluster on one machine needs.")
  private Map<String, String> flink = new LinkedHashMap<>();

  @Mixin private ClusterFolder folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    LocalCluster running = running();
    if (running != null) {
      requireAsItRuns(running.plan());
      List<String> started = running.startMissing();
      out.println(
          started.isEmpty()
              ? "runs already"
              : "was missing and is started again: " + String.join(", ", started));
      print(out, running);
      return 0;
    }
    Map<String, String> settings = new LinkedHashMap<>(flink);
    if (!settings.containsKey(REST_PORT)) {
      settings.put(REST_PORT, FreePort.orAnother(PREFERRED_PORT) + "");
    }
    print(
        out,
        LocalCluster.start(
            folder.path(),
            new ClusterPlan(
                taskManagers == null ? 1 : taskManagers,
                slots == null ? 2 : slots,
                highAvailability,
                settings)));
    return 0;
  }

  private LocalCluster running() throws IOException {
    return LocalCluster.runsIn(folder.path()) ? LocalCluster.open(folder.path()) : null;
  }

  private void requireAsItRuns(ClusterPlan plan) {
    if (taskManagers != null && taskManagers != plan.taskManagers()
        || slots != null && slots != plan.slots()
        || highAvailability && !plan.highAvailability()
        || !plan.flink().entrySet().containsAll(flink.entrySet())) {
      throw new IllegalArgumentException(
          "the cluster in "
              + folder.path()
              + " runs with --taskmanagers "
              + plan.taskManagers()
              + " --slots "
              + plan.slots()
              + (plan.highAvailability() ? " --ha" : "")
              + ": stop it before it is made otherwise, or start it without options");
    }
  }

  private static void print(PrintWriter out, LocalCluster cluster)
      throws IOException, InterruptedException {
    StatusCommand.print(out, cluster.status());
    out.println("next: ./skucast submit --kafka.bootstrap=HOST:PORT …");
    out.flush();
  }
}
