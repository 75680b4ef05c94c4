package io.skucast.local.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that outlives the one that started it, and is found again by its id. Ids are used
 * again, so that its start is known too.
 *
 * @param pid its id
 * @param startMillis when it started, in milliseconds since 1970
 */
record DetachedProcess(long pid, long startMillis) {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /** Starts are told by the time since boot and the time of boot, which is adjusted by a second. */
  private static final long SAME_START_MILLIS = 2_000;

  private static final int TAIL = 30;

  /**
   * Starts a program in a session of its own, where the system has them, so that what a terminal
   * sends to the starter does not reach it.
   *
   * @param log what it writes is appended to this file
   */
  static DetachedProcess start(List<String> command, Path conf, Path log) throws IOException {
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      words.add(SETSID.toString());
    }
    words.addAll(command);
    Process process = builder(words, conf, log).start();
    process.getOutputStream().close();
    ProcessHandle handle = process.toHandle();
    Instant start = handle.info().startInstant().orElse(Instant.now());
    return new DetachedProcess(handle.pid(), start.toEpochMilli());
  }

  /** A process of the virtual machine and the configuration that its starter means. */
  static ProcessBuilder builder(List<String> words, Path conf, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("FLINK_CONF_DIR", conf.toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder;
  }

  /** Whether this very process is there and has not ended. */
  boolean isAlive() {
    return handle().isPresent() && !isDefunct();
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(start -> Math.abs(start.toEpochMilli() - startMillis) <= SAME_START_MILLIS)
                    .orElse(true));
  }

  /** Linux keeps one that has ended until its parent asks; in a container there may be none. */
  private boolean isDefunct() {
    try {
      String stat =
          Files.readString(Path.of("/proc", pid + "", "stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException notLinuxOrGone) {
      return false;
    }
  }

  /** Asks it to end. */
  void end() {
    handle().ifPresent(ProcessHandle::destroy);
  }

  /** Waits for its end, and ends it at once if it takes too long. */
  void awaitEnd(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (isAlive() && System.nanoTime() < end) {
      pause(50);
    }
    if (isAlive()) {
      handle().ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Lets time pass, but not beyond the process's end. */
  void pause(long millis) throws InterruptedException {
    Optional<ProcessHandle> handle = handle();
    if (handle.isEmpty()) {
      return;
    }
    try {
      handle.get().onExit().get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException asExpected) {
      return;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The end of a log, for a message. */
  static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return "the last lines of "
        + log
        + " are\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }
}
