package io.skucast.local.sql;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.gateway.SqlGateway;
import org.apache.flink.table.gateway.service.context.DefaultContext;

/** A running SQL gateway of this process, on the loopback interface. */
final class Gateway implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String REST = "sql-gateway.endpoint.rest.";

  private final SqlGateway gateway;
  private final int port;
  private boolean stopped;

  private Gateway(SqlGateway gateway, int port) {
    this.gateway = gateway;
    this.port = port;
  }

  /**
   * @param flink Flink's configuration, of where queries run and in which mode
   * @throws IOException if it cannot listen on the port
   */
  static Gateway start(int port, TopicAddress topics, Map<String, String> flink)
      throws IOException {
    Map<String, String> all = new TreeMap<>(flink);
    all.put(REST + "address", HOST);
    all.put(REST + "bind-address", HOST);
    all.put(REST + "port", port + "");
    // Flink's executor of this process runs nothing else; that of a cluster does not mind.
    all.put("execution.attached", "true");
    Configuration configuration = Configuration.fromMap(all);
    SqlGateway gateway =
        new SqlGateway(
            configuration,
            new CatalogSessions(new DefaultContext(configuration, List.of()), topics));
    try {
      gateway.start();
    } catch (Exception e) {
      throw new IOException("the gateway cannot listen on port " + port + ": is it taken?", e);
    }
    return new Gateway(gateway, port);
  }

  /** Such as http://127.0.0.1:8083. */
  String address() {
    return "http://" + HOST + ':' + port;
  }

  /** Returns when it has been closed. */
  void awaitEnd() throws Exception {
    gateway.waitUntilStop();
  }

  @Override
  public synchronized void close() {
    if (!stopped) {
      stopped = true;
      gateway.stop();
    }
  }
}
