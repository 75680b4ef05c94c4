package io.skucast.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Flink's REST interface, asked for JSON.
 *
 * @param host of the JobManager
 * @param port of its REST interface
 */
public record RestPage(String host, int port, HttpClient client) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static RestPage at(String host, int port) {
    return new RestPage(host, port, HttpClient.newBuilder().connectTimeout(PATIENCE).build());
  }

  /** Where a browser finds Flink's web page. */
  public String address() {
    return "http://" + host + ":" + port;
  }

  /** What is under the path, or a missing node where nothing answers or nothing is there. */
  public JsonNode find(String path) throws InterruptedException {
    try {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address() + path)).timeout(PATIENCE).build(),
              BodyHandlers.ofString());
      return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : MissingNode.getInstance();
    } catch (IOException notYet) {
      return MissingNode.getInstance();
    }
  }
}
