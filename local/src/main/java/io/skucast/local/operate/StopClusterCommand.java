package io.skucast.local.operate;

import io.skucast.local.cluster.LocalCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a cluster. */
@Command(
    name = "stop",
    description = {
      "Ends all processes of the cluster and waits until they have ended.",
      "Checkpoints, savepoints and logs stay; of a cluster with --ha the jobs go on when it is"
          + " started again."
    },
    mixinStandardHelpOptions = true)
final class StopClusterCommand implements Callable<Integer> {
  @Mixin private ClusterFolder folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LocalCluster cluster = folder.open();
    cluster.stop();
    PrintWriter out = spec.commandLine().getOut();
    out.println("stopped; state and logs stay in " + cluster.folder());
    out.flush();
    return 0;
  }
}
