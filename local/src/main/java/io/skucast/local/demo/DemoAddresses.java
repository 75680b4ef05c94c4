package io.skucast.local.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a demo is that runs on this machine, written down so that other commands find it.
 *
 * @param kafka brokers, such as 127.0.0.1:9092
 * @param prefix first part of the names of topics and indices
 * @param elasticsearch address of the server
 * @param flink address of the web page
 */
public record DemoAddresses(String kafka, String prefix, String elasticsearch, String flink) {
  private static final String NAME = "demo.properties";
  private static final String PROCESS = "process";

  /** Of the demo that runs, if one does: one that was killed is not found. */
  public static Optional<DemoAddresses> find() throws IOException {
    Properties written = read();
    boolean runs =
        Optional.ofNullable(written.getProperty(PROCESS))
            .filter(pid -> pid.matches("\\d{1,18}"))
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
            .filter(ProcessHandle::isAlive)
            .isPresent();
    return runs
        ? Optional.of(
            new DemoAddresses(
                written.getProperty("kafka", ""),
                written.getProperty("prefix", ""),
                written.getProperty("elasticsearch", ""),
                written.getProperty("flink", "")))
        : Optional.empty();
  }

  /** Of this process; the demo that was started last is the one that is found. */
  void write() throws IOException {
    Properties all = new Properties();
    all.setProperty("kafka", kafka);
    all.setProperty("prefix", prefix);
    all.setProperty("elasticsearch", elasticsearch);
    all.setProperty("flink", flink);
    all.setProperty(PROCESS, self());
    Files.createDirectories(folder());
    Path whole = Files.createTempFile(folder(), NAME, ".part");
    try (Writer writer = Files.newBufferedWriter(whole)) {
      all.store(writer, null);
    }
    Files.move(whole, folder().resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Forgets this process's; another demo's stays. */
  static void remove() throws IOException {
    if (self().equals(read().getProperty(PROCESS))) {
      Files.deleteIfExists(folder().resolve(NAME));
    }
  }

  private static Properties read() throws IOException {
    Properties written = new Properties();
    Path file = folder().resolve(NAME);
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        written.load(reader);
      }
    }
    return written;
  }

  private static String self() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static Path folder() {
    return Path.of(System.getProperty("skucast.home", "")).toAbsolutePath().resolve(".skucast");
  }
}
