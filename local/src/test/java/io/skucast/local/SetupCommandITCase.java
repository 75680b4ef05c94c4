package io.skucast.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.job.config.Settings;
import io.skucast.job.io.elasticsearch.ElasticsearchConnection;
import io.skucast.job.io.elasticsearch.ElasticsearchSink;
import io.skucast.job.io.elasticsearch.IndexedDocument;
import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Setting up against a real broker and a real Elasticsearch that asks for a password. */
class SetupCommandITCase {
  private static KafkaBroker broker;
  private static ElasticsearchProcess elasticsearch;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start();
    elasticsearch =
        ElasticsearchProcess.start(
            Path.of("target", "elasticsearch"), "right-password", Duration.ofSeconds(100));
  }

  @AfterAll
  static void stop() throws Exception {
    elasticsearch.close();
    broker.close();
  }

  @Test
  void whatIsThereIsLeftAloneAndWhatDiffersIsSetRight() throws Exception {
    assertThat(setUp("right-password"))
        .contains("topic skucast.signals.v1: created", "topic skucast.forecasts.v1: created")
        .contains("topic skucast.alerts.v1: created", "index template skucast-alerts: created")
        .contains("topic skucast.models.v1: created", "index template skucast-models: created");
    assertThat(setUp("right-password")).doesNotContain("created").contains("is there");

    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "skucast.forecasts.v1");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      AlterConfigOp wrong =
          new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(topic, List.of(wrong))).all().get();
      assertThat(setUp("right-password"))
          .contains("topic skucast.forecasts.v1: settings changed 1");
      assertThat(
              admin
                  .describeConfigs(List.of(topic))
                  .all()
                  .get()
                  .get(topic)
                  .get("cleanup.policy")
                  .value())
          .isEqualTo("compact");
    }

    assertUnknownFieldIsRefused("skucast-trends", "{'sku':'A','colour':'red'}");
    assertUnknownFieldIsRefused("skucast-alerts", "{'sku':'A','colour':'red'}");
    assertUnknownFieldIsRefused("skucast-models", "{'features':[{'colour':'red'}]}");
    assertUnknownFieldIsRefused("skucast-forecasts-2024.01", "{'contributions':[{'a':1}]}");
    assertUnknownFieldIsRefused("skucast-accuracy-2024.01", "{'lags':[{'lag':1,'colour':'red'}]}");
  }

  @Test
  void wrongCredentialsAreOneClearLine() {
    StringWriter err = new StringWriter();
    assertThat(execute(err, new StringWriter(), "wrong")).isEqualTo(1);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains(elasticsearch.url())
        .contains("refuses the credentials (401)")
        .contains("elasticsearch.password");
  }

  @Test
  void wrongCredentialsStopTheJobWithOneClearLine() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    env.fromData(List.of(new IndexedDocument("a", "1", 1, "{}".getBytes(StandardCharsets.UTF_8))))
        .sinkTo(new ElasticsearchSink(connection("wrong"), "skucast"));
    assertThatThrownBy(() -> env.execute("wrong credentials"))
        .satisfies(
            thrown ->
                assertThat(
                        ExceptionUtils.findThrowableWithMessage(
                            thrown,
                            "Elasticsearch at "
                                + elasticsearch.url()
                                + " as elastic refuses the credentials (401)"))
                    .isPresent());
  }

  @Test
  void aServerThatIsNotThereIsOneClearLine() {
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setErr(new PrintWriter(err))
            .execute(
                "setup",
                "--kafka.bootstrap=" + broker.bootstrap(),
                "--elasticsearch.urls=http://127.0.0.1:1");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).hasLineCount(1).contains("is option elasticsearch.urls right?");
  }

  private static void assertUnknownFieldIsRefused(String index, String json) throws IOException {
    try (RestClient client = connection("right-password").open()) {
      Request unknown = new Request("PUT", "/" + index + "/_doc/x");
      unknown.setJsonEntity(json.replace('\'', '"'));
      assertThatThrownBy(() -> client.performRequest(unknown))
          .isInstanceOf(ResponseException.class)
          .hasMessageContaining("strict_dynamic_mapping_exception");
    }
  }

  private static ElasticsearchConnection connection(String password) {
    return ElasticsearchConnection.of(
        Settings.of(
            Map.of(
                "elasticsearch.urls",
                elasticsearch.url(),
                "elasticsearch.username",
                "elastic",
                "elasticsearch.password",
                password)));
  }

  private static String setUp(String password) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertThat(execute(err, out, password)).as(err.toString()).isZero();
    return out.toString();
  }

  private static int execute(StringWriter err, StringWriter out, String password) {
    List<String> words =
        new ArrayList<>(
            Arrays.asList(
                "setup",
                "--kafka.bootstrap=" + broker.bootstrap(),
                "--elasticsearch.urls=" + elasticsearch.url(),
                "--elasticsearch.username=elastic",
                "--elasticsearch.password=" + password));
    return Skucast.commandLine()
        .setErr(new PrintWriter(err))
        .setOut(new PrintWriter(out))
        .execute(words.toArray(new String[0]));
  }
}
