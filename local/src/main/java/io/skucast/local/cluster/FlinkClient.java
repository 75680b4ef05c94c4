package io.skucast.local.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's own command line, in a process that has nothing but the cluster's jars. */
final class FlinkClient {
  private static final Pattern CAUSE = Pattern.compile("(?:Caused by: )?([\\w.$]+): (.+)");
  private static final Pattern LOGGED = Pattern.compile("\\d{4}-\\d\\d-\\d\\d .*|\\s+at .*|\\s*");

  private FlinkClient() {}

  /**
   * Runs it to its end.
   *
   * @return all that it wrote
   * @throws IOException if it fails, with the reason it gives, or takes too long
   */
  static String run(FlinkHome home, List<String> arguments, Duration patience)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(home.log(), "client-", ".log");
    List<String> words = new ArrayList<>();
    words.add(home.bin().resolve("flink").toString());
    words.addAll(arguments);
    Process process = DetachedProcess.builder(words, home.conf(), log).start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(
            "flink "
                + arguments.get(0)
                + " takes longer than "
                + patience.toSeconds()
                + " s; "
                + DetachedProcess.tail(log));
      }
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log, StandardCharsets.ISO_8859_1);
    if (process.exitValue() != 0) {
      throw new IOException(
          "flink " + arguments.get(0) + " fails: " + reason(said) + "; all it says is in " + log);
    }
    return said;
  }

  /** The message of the innermost cause or, where there is no exception, what it says in plain. */
  static String reason(String said) {
    List<String> lines = said.lines().filter(line -> !LOGGED.matcher(line).matches()).toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      if (line.startsWith("Caused by: ")) {
        Matcher cause = CAUSE.matcher(line);
        return cause.matches() ? cause.group(2) : line;
      }
    }
    for (String line : lines) {
      Matcher thrown = CAUSE.matcher(line);
      if (thrown.matches() && thrown.group(1).contains(".")) {
        return thrown.group(2);
      }
    }
    return lines.isEmpty() ? "it does not say why" : lines.get(lines.size() - 1);
  }
}
