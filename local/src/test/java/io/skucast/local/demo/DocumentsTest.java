package io.skucast.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.elasticsearch.client.ResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions to an Elasticsearch whose indices are being made. */
class DocumentsTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Documents documents;

  /** Status of the first answer to a search; later ones are 200. */
  private volatile int first = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    documents = new Documents(Settings.of(Map.of(EndOptions.ELASTICSEARCH_URLS.key(), address)));
  }

  @AfterEach
  void stop() throws IOException {
    documents.close();
    server.stop(0);
  }

  @Test
  void oneWithoutShardsYetIsAskedAgainOnceTheyAreThere() throws Exception {
    first = 503;
    assertThat(documents.lastOrigin()).isEqualTo("2024-01-07");
    assertThat(asked)
        .containsExactly(
            "/skucast-forecasts-*/_search",
            "/_cluster/health/skucast-*",
            "/skucast-forecasts-*/_search");
  }

  @Test
  void anyOtherFailureIsTold() {
    first = 400;
    assertThatThrownBy(documents::lastOrigin).isInstanceOf(ResponseException.class);
    assertThat(asked).hasSize(1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    int status = asked.size() == 1 ? first : 200;
    String text =
        status == 200
            ? "{\"hits\": {\"hits\": [{\"_source\": {\"origin\": \"2024-01-07\"}}]}}"
            : "{\"error\": {\"type\": \"no_shard_available_action_exception\"}}";
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
