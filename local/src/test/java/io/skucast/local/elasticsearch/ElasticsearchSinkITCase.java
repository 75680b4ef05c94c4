package io.skucast.local.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.skucast.job.io.elasticsearch.ElasticsearchConnection;
import io.skucast.job.io.elasticsearch.ElasticsearchSink;
import io.skucast.job.io.elasticsearch.IndexedDocument;
import io.skucast.job.io.elasticsearch.RetryDelay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkException;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sink in a small job, against a real server and against a server that misbehaves. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ElasticsearchSinkITCase {

  private static final RetryDelay QUICK = new RetryDelay(20, 200);

  @Test
  void oneBadDocumentInFiveHundredIsSetAsideAndWritingAgainChangesNothing() throws Exception {
    List<IndexedDocument> documents = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String json = i == 250 ? "{\"units\":\"many\"}" : "{\"units\":" + i + "}";
      documents.add(document("sales", "sku-" + i, 7, json));
    }
    try (ElasticsearchProcess server =
            ElasticsearchProcess.start(
                Path.of("target", "elasticsearch"), null, Duration.ofSeconds(100));
        RestClient client = ElasticsearchConnection.of(server.url()).open()) {
      Request create = new Request("PUT", "/sales");
      create.setJsonEntity(
          "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"units\":{\"type\":\"long\"}}}}");
      client.performRequest(create);

      write(ElasticsearchConnection.of(server.url()), documents);
      String first = everything(client, "sales");
      String firstDead = everything(client, "shop-rejected-documents");
      write(ElasticsearchConnection.of(server.url()), documents);

      assertThat(first).contains("\"total\":{\"value\":499,");
      assertThat(first).contains("\"_version\":7").doesNotContain("\"_id\":\"sku-250\"");
      assertThat(firstDead)
          .contains("\"total\":{\"value\":1,")
          .contains("\"id\":\"sku-250\"")
          .contains("\"status\":400")
          .contains("{\\\"units\\\":\\\"many\\\"}");
      assertThat(everything(client, "sales")).isEqualTo(first);
      assertThat(everything(client, "shop-rejected-documents")).isEqualTo(firstDead);
    }
  }

  @Test
  void wrongCredentialsStopTheJobWithOneClearLine() throws Exception {
    try (Answers server = new Answers(List.of(new Answer(401, "{}")))) {
      ElasticsearchConnection connection =
          new ElasticsearchConnection(List.of(server.url()), "elastic", "wrong");
      assertThatThrownBy(() -> write(connection, List.of(document("sales", "a", 1, "{}"))))
          .satisfies(
              thrown ->
                  assertThat(
                          ExceptionUtils.findThrowableWithMessage(thrown, "refuses the credentials")
                              .isPresent())
                      .isTrue())
          .satisfies(
              thrown ->
                  assertThat(root(thrown))
                      .isInstanceOf(FlinkException.class)
                      .hasMessage(
                          "Elasticsearch at "
                              + server.url()
                              + " as elastic refuses the credentials (401): check the user name"
                              + " and the password"));
    }
  }

  @Test
  void fullQueuesLostConnectionsAndAnUnavailableServerAreTriedAgain() throws Exception {
    try (Answers server =
        new Answers(
            List.of(
                new Answer(
                    200, "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":429}}]}"),
                new Answer(0, ""),
                new Answer(503, "{}"),
                new Answer(200, "{\"items\":[{\"index\":{\"status\":409}}]}")))) {
      write(
          ElasticsearchConnection.of(server.url()),
          List.of(document("sales", "a", 1, "{}"), document("sales", "b", 1, "{}")));
      assertThat(server.requests).hasSize(4);
      assertThat(server.requests.get(0)).contains("\"_id\":\"a\"").contains("\"_id\":\"b\"");
      assertThat(server.requests.subList(1, 4))
          .allSatisfy(
              body -> assertThat(body).contains("\"_id\":\"b\"").doesNotContain("\"_id\":\"a\""));
    }
  }

  private static IndexedDocument document(String index, String id, long version, String json) {
    return new IndexedDocument(index, id, version, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(ElasticsearchConnection connection, List<IndexedDocument> documents)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    env.fromData(documents).sinkTo(new ElasticsearchSink(connection, "shop", QUICK));
    env.execute("elasticsearch-sink");
  }

  private static String everything(RestClient client, String index) throws IOException {
    client.performRequest(new Request("POST", "/" + index + "/_refresh"));
    Request search = new Request("POST", "/" + index + "/_search");
    search.addParameter("filter_path", "hits.total,hits.hits");
    search.setJsonEntity("{\"size\":1000,\"version\":true,\"seq_no_primary_term\":true}");
    return EntityUtils.toString(client.performRequest(search).getEntity());
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** One answer: a status of 0 closes the connection without any. */
  private record Answer(int status, String body) {}

  /** A server that gives these answers in turn, and the last one for ever. */
  private static final class Answers implements AutoCloseable {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Answer> answers;
    private final HttpServer server;

    private Answers(List<Answer> answers) throws IOException {
      this.answers = answers;
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
      server.createContext("/", this::handle);
      server.start();
    }

    private String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
      requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Answer answer = answers.get(Math.min(requests.size(), answers.size()) - 1);
      if (answer.status() == 0) {
        exchange.close();
        return;
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
