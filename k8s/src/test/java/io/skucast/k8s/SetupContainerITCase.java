package io.skucast.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.skucast.local.kafka.KafkaBroker;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The container that sets up, run as its manifest says, from the job's jar, against a real broker
 * and a server that takes templates as Elasticsearch does.
 */
class SetupContainerITCase {
  @TempDir Path folder;

  private final Map<String, String> templates = new ConcurrentHashMap<>();

  @Test
  void topicsAndTheConfigMapsTemplatesAreThereBeforeTheJobStarts() throws Exception {
    Manifests manifests = Overlays.of("dev");
    // What an overlay may change.
    ObjectNode data = (ObjectNode) manifests.data("skucast-index-templates");
    data.put("trends.json", data.path("trends.json").asText().replace("\"5s\"", "\"47s\""));
    try (KafkaBroker broker = KafkaBroker.start()) {
      HttpServer elasticsearch = elasticsearch();
      try {
        String address = "http://127.0.0.1:" + elasticsearch.getAddress().getPort();
        layOut(manifests, broker.bootstrap(), address);

        assertThat(run(manifests)).startsWith("0: ").contains("topic skucast.sales.v1: created");
        // Again, as before every start of the job: nothing changes.
        assertThat(run(manifests)).startsWith("0: ").contains("topic skucast.sales.v1: is there");
      } finally {
        elasticsearch.stop(0);
      }
      assertThat(topics(broker.bootstrap()))
          .containsExactlyElementsOf(
              new TreeSet<>(manifests.all("KafkaTopic").stream().map(Manifests::name).toList()));
      assertThat(templates.keySet())
          .isEqualTo(
              TemplateCheck.files(TemplateCheck.OF_THE_JOB).keySet().stream()
                  .map(name -> "/_index_template/skucast-" + name.replace(".json", ""))
                  .collect(Collectors.toSet()));
      assertThat(templates.get("/_index_template/skucast-trends"))
          .contains("\"47s\"", "\"skucast-trends\"");
      assertThat(templates.get("/_index_template/skucast-late")).contains("\"5s\"");
    }
  }

  @Test
  void aServerThatIsNotThereIsOneLineAndTheJobIsNotStarted() throws Exception {
    Manifests manifests = Overlays.of("dev");
    ((ObjectNode) manifests.data("skucast-options"))
        .put("overlay.properties", "kafka.bootstrap=no-host-here");
    layOut(manifests, null, null);

    assertThat(run(manifests))
        .startsWith("2: option kafka.bootstrap has the value 'no-host-here'")
        .hasLineCount(1);
  }

  /** Config maps as files, where the container has them. */
  private void layOut(Manifests manifests, String bootstrap, String elasticsearch)
      throws IOException {
    write(manifests.data("skucast-index-templates"), folder.resolve("templates/elasticsearch"));
    Path options = folder.resolve("options");
    write(manifests.data("skucast-options"), options);
    if (bootstrap != null) {
      Path overlay = options.resolve("overlay.properties");
      Files.writeString(
          overlay,
          Files.readString(overlay)
              + "\nkafka.bootstrap="
              + bootstrap
              + "\nelasticsearch.urls="
              + elasticsearch
              + "\n");
    }
  }

  private static void write(JsonNode data, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var fields = data.fields(); fields.hasNext(); ) {
      var field = fields.next();
      Files.writeString(folder.resolve(field.getKey()), field.getValue().asText());
    }
  }

  /** Exit code and output of the container's command, its paths put where they are here. */
  private String run(Manifests manifests) throws Exception {
    JsonNode setup = manifests.jobManager().spec().path("initContainers").get(0);
    List<String> words = new ArrayList<>();
    for (JsonNode word : setup.path("command")) {
      words.add(here(word.asText()));
    }
    for (JsonNode word : setup.path("args")) {
      words.add(here(word.asText()));
    }
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue() + ": " + Files.readString(out).strip();
  }

  private String here(String word) throws IOException {
    return word.replace("/etc/skucast", folder.toString())
        .replace("/opt/flink/usrlib/skucast-job.jar", jobJar().toString())
        .replace("/opt/flink/lib/*", lib());
  }

  private static Path jobJar() throws IOException {
    try (Stream<Path> files =
        Files.list(Path.of(System.getProperty("skucast.job", "../flink-job/target")))) {
      return files.filter(f -> f.toString().endsWith("-job.jar")).findFirst().orElseThrow();
    }
  }

  /** What Flink's lib has that the job's jar has not, and needs for this. */
  private static String lib() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            jar ->
                jar.matches(".*/(log4j-(api|core|slf4j-impl)|slf4j-api|flink-[a-z-]+)-\\d.*\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private HttpServer elasticsearch() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean isThere = templates.containsKey(path);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(isThere ? 200 : 404, -1);
    } else {
      templates.put(path, body);
      exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      byte[] answer = "{\"acknowledged\":true}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private static List<String> topics(String bootstrap) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrap);
    try (Admin admin = Admin.create(properties)) {
      return admin.listTopics().names().get(30, TimeUnit.SECONDS).stream().sorted().toList();
    }
  }
}
