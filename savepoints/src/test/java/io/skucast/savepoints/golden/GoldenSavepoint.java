package io.skucast.savepoints.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.forecast.SeriesDemand;
import io.skucast.job.state.StateCatalogue;
import io.skucast.job.state.States;
import io.skucast.job.state.Uids;
import io.skucast.savepoints.golden.PracticeCluster.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The golden savepoint of a release and a backend: a small canonical savepoint, the feed it was
 * made from, and the answers of the run that went on from it. This class makes it and verifies it.
 *
 * <pre>
 * golden/RELEASE/feed.csv.gz       lines before and after the savepoint
 * golden/RELEASE/events.csv        the calendar of events
 * golden/RELEASE/answers.txt.gz    results after the savepoint, a line each
 * golden/RELEASE/facts.txt         lines before it, keys, observations
 * golden/RELEASE/heap, rocksdb     the savepoints
 * </pre>
 */
final class GoldenSavepoint {
  /** Of every run; small numbers, so that models are trained and forecasts scored early. */
  static final Map<String, String> OPTIONS =
      Map.of(
          "forecast.horizons", "7",
          "forecast.levels", "0.1,0.5,0.9",
          "forecast.publish", "combined,moving-average",
          "accuracy.lags", "1,7",
          "time.lateness-periods", "1",
          "time.disorder", "PT1H",
          "linear.retrain-every", "7",
          "linear.least-samples", "40",
          "linear.held-out-blocks", "3");

  private static final int SKUS = 12;
  private static final int LOCATIONS = 2;
  private static final int DAYS = 98;
  private static final int DAYS_AFTER = 10;
  private static final long SEED = 20240101;

  private final Path folder;

  GoldenSavepoint(Path folder) {
    this.folder = folder;
  }

  private static Map<String, String> options(String backend, Path events) {
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("state.backend", backend.equals("heap") ? "hashmap" : backend);
    options.put("calendar.events", events.toString());
    return options;
  }

  /** Writes feed, savepoints of both backends and answers; what is there is replaced. */
  void generate(Path scratch) throws Exception {
    Files.createDirectories(folder);
    List<String> lines = SalesFeed.lines(SKUS, LOCATIONS, DAYS, SEED);
    long before =
        lines.stream()
            .filter(
                line ->
                    Long.parseLong(line.split(",")[4]) / 86_400_000
                        < SalesFeed.FIRST_DAY + DAYS - DAYS_AFTER)
            .count();
    writeZipped(folder.resolve("feed.csv.gz"), lines);
    Path events =
        Files.write(
            folder.resolve("events.csv"),
            List.of(
                "date,event,location",
                "2024-02-14,valentine,",
                "2024-03-31,easter,",
                "2024-04-02,fair,store-1"));
    Path feed = Files.write(scratch.resolve("feed.csv"), lines);
    for (String backend : List.of("heap", "rocksdb")) {
      try (PracticeCluster cluster = new PracticeCluster(options(backend, events), feed)) {
        String savepoint =
            cluster.stopAt(
                before, Release.PRESENT, Files.createDirectories(scratch.resolve(backend)));
        SortedMap<String, String> all = Gate.results();
        replace(folder.resolve(backend), Path.of(java.net.URI.create(savepoint)));
        SortedMap<String, String> after = cluster.finish(Release.PRESENT, savepoint, false);
        all.putAll(after);
        assertThat(all)
            .as("answers of a run that was never stopped")
            .isEqualTo(cluster.finish(Release.PRESENT, null, false));
        writeZipped(folder.resolve("answers.txt.gz"), texts(after));
        writeFacts(before, savepoint);
      }
    }
  }

  private void writeFacts(long before, String savepoint) throws Exception {
    SortedMap<String, Long> seen = observations(savepoint);
    List<String> facts = new ArrayList<>();
    facts.add("before " + before);
    seen.forEach((key, count) -> facts.add("series " + key + " " + count));
    Files.write(folder.resolve("facts.txt"), facts);
  }

  /** Restores, from another place than it was made at, and compares all that was recorded. */
  void verify(String backend, Path scratch) throws Exception {
    List<String> facts = Files.readAllLines(folder.resolve("facts.txt"));
    Path moved = scratch.resolve("moved-" + backend);
    copy(folder.resolve(backend), moved);
    List<String> series =
        observations(moved.toString()).entrySet().stream()
            .map(entry -> "series " + entry.getKey() + " " + entry.getValue())
            .toList();
    assertThat(series).as("keys").hasSizeGreaterThanOrEqualTo(SKUS * LOCATIONS);
    assertThat(series).isEqualTo(facts.subList(1, facts.size()));
    Path feed =
        Files.write(scratch.resolve("feed-" + backend), readZipped(folder.resolve("feed.csv.gz")));
    try (PracticeCluster cluster =
        new PracticeCluster(options(backend, folder.resolve("events.csv")), feed)) {
      assertThat(texts(cluster.finish(Release.PRESENT, moved.toString(), false)))
          .isEqualTo(readZipped(folder.resolve("answers.txt.gz")));
    }
  }

  /** How many observations the forecasters of every series have taken. */
  @SuppressWarnings("try") // The iterator's close declares Exception; this method does too.
  private static SortedMap<String, Long> observations(String savepoint) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
    SortedMap<String, Long> seen = new TreeMap<>();
    try (var found =
        SavepointReader.read(env, savepoint, new HashMapStateBackend())
            .readKeyedState(
                OperatorIdentifier.forUid(Uids.DEMAND_STATE),
                new Observations(),
                StateCatalogue.KEY,
                Types.STRING)
            .executeAndCollect()) {
      found.forEachRemaining(
          line -> {
            int space = line.lastIndexOf(' ');
            seen.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
          });
    }
    return seen;
  }

  private static final class Observations extends KeyedStateReaderFunction<String, String> {
    private transient ValueState<SeriesDemand> demand;

    @Override
    public void open(Configuration configuration) {
      demand = getRuntimeContext().getState(States.seriesDemand());
    }

    @Override
    public void readKey(String key, Context context, Collector<String> out) throws Exception {
      out.collect(key + " " + demand.value().sealed.naive.count);
    }
  }

  private static List<String> texts(SortedMap<String, String> results) {
    return results.entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("trend"))
        .map(entry -> entry.getKey() + " = " + entry.getValue())
        .collect(Collectors.toList());
  }

  private static void replace(Path target, Path source) throws IOException {
    if (Files.exists(target)) {
      try (Stream<Path> files = Files.list(target)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    copy(source, target);
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  private static void writeZipped(Path file, List<String> lines) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<String> readZipped(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
