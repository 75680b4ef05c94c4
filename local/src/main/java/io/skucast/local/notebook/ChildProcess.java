package io.skucast.local.notebook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One program that is run to its end, within a bound, with its lines handed on as they come. */
final class ChildProcess {
  /** Lines of a program that failed which its message shows. */
  private static final int LAST = 25;

  private final List<String> words;
  private final Map<String, String> environment;
  private final Duration bound;

  /**
   * @param environment is set beside that of this process
   * @param bound a program that takes longer is ended
   */
  ChildProcess(List<String> words, Map<String, String> environment, Duration bound) {
    this.words = List.copyOf(words);
    this.environment = Map.copyOf(environment);
    this.bound = bound;
  }

  /**
   * How it ended.
   *
   * @param code its exit code
   * @param last its last lines, one below the other
   */
  record End(int code, String last) {}

  /**
   * Runs it with nothing to read.
   *
   * @param lines is told each line of its output and of its errors
   * @throws IOException if it cannot be started or takes longer than the bound
   */
  End run(Consumer<String> lines) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    AtomicBoolean tooLong = new AtomicBoolean();
    Thread watch =
        new Thread(
            () -> {
              if (!endsInTime(process)) {
                tooLong.set(true);
                end(process);
              }
            },
            "bound of " + words.get(0));
    watch.setDaemon(true);
    watch.start();
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
        last.addLast(line);
        if (last.size() > LAST) {
          last.removeFirst();
        }
      }
      int code = process.waitFor();
      if (tooLong.get()) {
        throw new IOException(
            words.get(0) + " took longer than " + bound.toSeconds() + " s and was ended");
      }
      return new End(code, String.join("\n", last));
    } finally {
      end(process);
      watch.join();
    }
  }

  private boolean endsInTime(Process process) {
    try {
      return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
