package io.skucast.local.sql;

import io.skucast.local.FreePort;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Flink's SQL gateway: queries over HTTP. */
@Command(
    name = "gateway",
    description = {
      "Starts Flink's SQL gateway on the loopback interface, until Ctrl-C.",
      "Every session begins with the tables, views and functions, in batch mode unless it sets another."
    },
    mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8083",
      description = "Where it listens; 0: any that is free. Default ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--streaming", description = "Sessions begin in streaming mode: queries go on.")
  private boolean streaming;

  @Mixin private SqlTarget target;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "--port has the value " + port + ": allowed is a number from 0 to 65535");
    }
    Map<String, String> flink = new TreeMap<>(target.engine());
    flink.put("execution.runtime-mode", streaming ? "streaming" : "batch");
    try (Gateway gateway =
        Gateway.start(port == 0 ? FreePort.any() : port, target.topics(), flink)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("SQL gateway  " + gateway.address() + "/v1/info");
      out.flush();
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop-gateway"));
      gateway.awaitEnd();
    }
    return 0;
  }
}
