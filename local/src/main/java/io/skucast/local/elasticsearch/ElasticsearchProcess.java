package io.skucast.local.elasticsearch;

import io.skucast.local.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An Elasticsearch server of one node, on a free port of the loopback interface, with its
 * configuration, data and log in a temporary folder that goes when it is closed.
 */
public final class ElasticsearchProcess implements AutoCloseable {

  private static final String USER = "nobody";
  private static final int TAIL = 30;

  private final Path home;
  private final int port;
  private final String password;
  private Process process;

  private ElasticsearchProcess(Path home, int port, String password) {
    this.home = home;
    this.port = port;
    this.password = password;
  }

  /** Starts the server unpacked in this folder, without security, and waits until it is well. */
  public static ElasticsearchProcess start(Path server) throws IOException, InterruptedException {
    return start(server, 0);
  }

  /**
   * The same on a port of one's choice.
   *
   * @param preferredPort the port to listen on if it is free; otherwise, and for 0, any free one
   */
  public static ElasticsearchProcess start(Path server, int preferredPort)
      throws IOException, InterruptedException {
    int port = FreePort.orAnother(preferredPort);
    return start(server, port, null, Duration.ofMinutes(2));
  }

  /**
   * Starts the server unpacked in this folder, or in the one folder elasticsearch-* under it, and
   * waits until it is well.
   *
   * @param password the password of the user elastic, or null for a server without security
   */
  public static ElasticsearchProcess start(Path server, String password, Duration patience)
      throws IOException, InterruptedException {
    return start(server, FreePort.any(), password, patience);
  }

  private static ElasticsearchProcess start(
      Path server, int port, String password, Duration patience)
      throws IOException, InterruptedException {
    Path unpacked = unpacked(server);
    ElasticsearchProcess elasticsearch =
        new ElasticsearchProcess(
            Files.createTempDirectory("skucast-elasticsearch-"), port, password);
    try {
      elasticsearch.launch(unpacked);
      elasticsearch.await(patience);
      return elasticsearch;
    } catch (IOException | InterruptedException | RuntimeException e) {
      elasticsearch.close();
      throw e;
    }
  }

  /** Where the server listens, such as http://127.0.0.1:40123. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  private static Path unpacked(Path server) throws IOException {
    if (Files.isRegularFile(server.resolve("bin/elasticsearch"))) {
      return server.toAbsolutePath();
    }
    if (Files.isDirectory(server)) {
      try (Stream<Path> children = Files.list(server)) {
        List<Path> found =
            children.filter(c -> Files.isRegularFile(c.resolve("bin/elasticsearch"))).toList();
        if (found.size() == 1) {
          return found.get(0).toAbsolutePath();
        }
      }
    }
    throw new IOException("there is no unpacked Elasticsearch in " + server);
  }

  private Path log() {
    return home.resolve("server.log");
  }

  private void launch(Path unpacked) throws IOException, InterruptedException {
    Path own = home.resolve("server");
    copy(unpacked, own);
    Files.createDirectories(home.resolve("tmp"));
    Files.createDirectories(own.resolve("plugins"));
    Files.writeString(
        own.resolve("config/elasticsearch.yml"),
        String.join(
            "\n",
            "cluster.name: skucast-local",
            "node.name: local",
            "network.host: 127.0.0.1",
            "http.port: " + port,
            "transport.port: 0",
            "discovery.type: single-node",
            "path.data: " + home.resolve("data"),
            "path.logs: " + home.resolve("logs"),
            "cluster.routing.allocation.disk.threshold_enabled: false",
            "xpack.security.enabled: " + (password != null),
            "xpack.security.autoconfiguration.enabled: false",
            ""));
    boolean root = System.getProperty("user.name").equals("root");
    if (root) {
      run(List.of("chown", "-R", USER, home.toString()), null);
    }
    List<String> prefix =
        root
            ? List.of("setpriv", "--reuid=" + USER, "--regid=nogroup", "--clear-groups")
            : List.of();
    if (password != null) {
      run(command(prefix, own.resolve("bin/elasticsearch-keystore").toString(), "create"), null);
      run(
          command(
              prefix,
              own.resolve("bin/elasticsearch-keystore").toString(),
              "add",
              "-x",
              "-f",
              "bootstrap.password"),
          password);
    }
    process = builder(command(prefix, own.resolve("bin/elasticsearch").toString())).start();
    process.getOutputStream().close();
  }

  private static List<String> command(List<String> prefix, String... words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    return command;
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ES_JAVA_OPTS", "-Xms512m -Xmx512m");
    builder.environment().put("ES_TMPDIR", home.resolve("tmp").toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder;
  }

  private void run(List<String> command, String input) throws IOException, InterruptedException {
    Process step = builder(command).start();
    try (var out = step.getOutputStream()) {
      if (input != null) {
        out.write((input + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    if (!step.waitFor(60, TimeUnit.SECONDS)) {
      step.destroyForcibly();
      throw new IOException(command + " did not end within a minute\n" + tail());
    }
    if (step.exitValue() != 0) {
      throw new IOException(command + " failed with " + step.exitValue() + "\n" + tail());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        if (file.startsWith(from.resolve("bin")) && Files.isRegularFile(file)) {
          // Unpacking may have lost the permission to run.
          target.toFile().setExecutable(true, false);
        }
      }
    }
  }

  private void await(Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(url() + "/_cluster/health?wait_for_status=yellow&timeout=1s"))
            .timeout(Duration.ofSeconds(5));
    if (password != null) {
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString(("elastic:" + password).getBytes(StandardCharsets.UTF_8)));
    }
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IOException(
            "Elasticsearch ended with " + process.exitValue() + " as it started:\n" + tail());
      }
      try {
        if (client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode()
            == 200) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet; the process is watched above.
      }
      // Between two questions, wait for the one thing that would make the next one pointless.
      process.waitFor(200, TimeUnit.MILLISECONDS);
    }
    throw new IOException(
        "Elasticsearch did not come up within " + patience.toSeconds() + " s:\n" + tail());
  }

  private String tail() throws IOException {
    if (!Files.exists(log())) {
      return "(it wrote no log)";
    }
    List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }

  /** Ends the server with all it started, and deletes its folder. */
  @Override
  public void close() throws IOException {
    if (process != null) {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroy);
      CompletableFuture<?> ended =
          CompletableFuture.allOf(
              all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
      // Whether they ended in time makes no difference to what follows: what still runs is killed.
      ended.completeOnTimeout(null, 20, TimeUnit.SECONDS).join();
      all.forEach(ProcessHandle::destroyForcibly);
    }
    if (Files.exists(home)) {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
