package io.skucast.local.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One Java process of a cluster, with its log in a file of the home's {@code log}. */
final class ClusterProcess implements AutoCloseable {
  private static final int TAIL = 40;
  private static final long PATIENCE_SECONDS = 20;

  private final String name;
  private final Path log;
  private final Process process;

  private ClusterProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a main class on the jars of the home.
   *
   * @param name what messages and the log's file call it
   */
  static ClusterProcess start(
      FlinkHome home, String name, List<String> jvm, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FlinkHome.opens());
    command.addAll(jvm);
    command.add("-Dlog4j.configurationFile=" + home.conf().resolve("log4j.properties").toUri());
    command.addAll(List.of("-cp", home.lib() + "/*", main));
    command.addAll(arguments);
    Path log = home.log().resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("FLINK_CONF_DIR", home.conf().toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    return new ClusterProcess(name, log, process);
  }

  long pid() {
    return process.pid();
  }

  /**
   * @throws IOException if it has ended, with the end of its log
   */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(name + " has ended with " + process.exitValue() + ":\n" + tail());
    }
  }

  /** Lets time pass, but not beyond the process's end. */
  void pause(long millis) throws InterruptedException {
    process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Waits for its end.
   *
   * @return all that its log says
   * @throws IOException if it fails or does not end in time, with the end of its log
   */
  String await(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException(name + " takes longer than " + patience + ":\n" + tail());
    }
    if (process.exitValue() != 0) {
      throw new IOException(name + " has ended with " + process.exitValue() + ":\n" + tail());
    }
    return Files.readString(log, StandardCharsets.ISO_8859_1);
  }

  String tail() throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return "the last lines of "
        + log
        + " are\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }

  /** Ends the process: asked to, and if it does not in time, at once. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
