package io.skucast.local.operate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stands in for Elasticsearch where documents do not matter: takes every one of every request. */
final class AcceptingElasticsearch implements AutoCloseable {
  private final HttpServer server;

  AcceptingElasticsearch() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/", AcceptingElasticsearch::accept);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void accept(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    // A document is a line of what to do, and one of what it is.
    long documents = request.lines().count() / 2;
    String items =
        Stream.generate(() -> "{\"index\":{\"status\":200}}")
            .limit(documents)
            .collect(Collectors.joining(","));
    byte[] body = ("{\"errors\":false,\"items\":[" + items + "]}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
