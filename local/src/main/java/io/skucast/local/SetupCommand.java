package io.skucast.local;

import io.skucast.job.SkucastSetup;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Makes Kafka and Elasticsearch ready for the job. */
@Command(
    name = "setup",
    description = {
      "Creates the job's Kafka topics and Elasticsearch index templates; what is there and right is"
          + " left alone.",
      "Options of the job are written --key=value: see kafka.bootstrap and elasticsearch.urls."
    },
    mixinStandardHelpOptions = true)
public final class SetupCommand implements Callable<Integer> {
  @Mixin private SettingsArguments arguments;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    setUp(arguments.settings(rest, Map.of())).forEach(out::println);
    out.flush();
    return 0;
  }

  /** Both at once, for other commands too. */
  public static List<String> setUp(Settings settings) throws IOException, InterruptedException {
    return SkucastSetup.setUp(settings);
  }
}
