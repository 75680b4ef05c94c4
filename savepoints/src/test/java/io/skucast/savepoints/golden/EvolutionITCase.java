package io.skucast.savepoints.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.savepoints.golden.PracticeCluster.Release;
import io.skucast.savepoints.practice.EditedJob;
import io.skucast.savepoints.practice.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Releases follow each other with their own classes, each in a class loader of its own: state is
 * carried over, or the restore is refused, and forecasts are those of a run that was never stopped.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EvolutionITCase {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final String PRACTICE_JOB =
      "src/main/java/io/skucast/savepoints/golden/PracticeJob.java";
  private static final int SKUS = 4;
  private static final int DAYS = 40;

  @TempDir private static Path folder;
  private final Map<String, Release> built = new HashMap<>();
  private PracticeCluster heap;
  private PracticeCluster rocks;
  private long half;
  private SortedMap<String, String> uninterrupted;

  @BeforeAll
  void anUninterruptedRun() throws Exception {
    var lines = SalesFeed.lines(SKUS, 2, DAYS, 7);
    Path feed = Files.write(folder.resolve("feed.csv"), lines);
    half = lines.size() * 3L / 4;
    heap = new PracticeCluster(options("hashmap"), feed);
    rocks = new PracticeCluster(options("rocksdb"), feed);
    uninterrupted = heap.finish(Release.PRESENT, null, false);
    assertThat(uninterrupted).hasSizeGreaterThan(500);
  }

  @AfterAll
  void stop() throws Exception {
    heap.close();
    rocks.close();
  }

  private static Map<String, String> options(String backend) {
    Map<String, String> options = new HashMap<>(GoldenSavepoint.OPTIONS);
    options.put("state.backend", backend);
    return options;
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aFieldAndAnOperatorAreAdded(String backend) throws Exception {
    goesOn(backend, Release.PRESENT, release("next", Releases::next), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aForecastersStateGrows(String backend) throws Exception {
    goesOn(backend, Release.PRESENT, release("forecaster", Releases::changedForecaster), false);
  }

  @Test
  void anOperatorThatIsRemovedIsRefusedUnlessItsStateMayBeDropped() throws Exception {
    Release counting = release("counting", Releases::addedOperator);
    String savepoint = heap.stopAt(half, counting, folder);
    SortedMap<String, String> before = Gate.results();
    assertThatThrownBy(() -> heap.finish(Release.PRESENT, savepoint, false))
        .satisfies(
            e ->
                assertThat(ExceptionUtils.stringifyException(e))
                    .containsIgnoringCase("cannot map checkpoint/savepoint state"));
    SortedMap<String, String> all = new TreeMap<>(before);
    all.putAll(heap.finish(Release.PRESENT, savepoint, true));
    assertThat(all).isEqualTo(uninterrupted);
  }

  /**
   * On RocksDB, which reads no value at a restore; the heap reads all, and the first one says it.
   */
  @Test
  void theStateOfANewerReleaseIsRefusedBeforeAValueIsRead() throws Exception {
    String savepoint = rocks.stopAt(half, release("next", Releases::next), folder);
    isRefused(rocks, Release.PRESENT, savepoint);
  }

  @Test
  void aRecordThatLostAComponentIsRefused() throws Exception {
    String savepoint = heap.stopAt(half, Release.PRESENT, folder);
    isRefused(heap, release("component", Releases::removedComponent), savepoint);
  }

  @Test
  void anotherMaximumParallelismIsRefused() throws Exception {
    String savepoint = heap.stopAt(half, Release.PRESENT, folder);
    Release wider = release("wider", Releases::otherMaxParallelism);
    assertThatThrownBy(() -> heap.finish(wider, savepoint, false))
        .satisfies(
            e ->
                assertThat(ExceptionUtils.stringifyException(e))
                    .containsIgnoringCase("max parallelism"));
  }

  private static void isRefused(PracticeCluster cluster, Release release, String savepoint) {
    assertThatThrownBy(() -> cluster.finish(release, savepoint, true))
        .satisfies(
            e ->
                assertThat(ExceptionUtils.stringifyException(e))
                    .contains("must not be incompatible"));
  }

  private void goesOn(String backend, Release old, Release now, boolean mayDrop) throws Exception {
    PracticeCluster cluster = backend.equals("rocksdb") ? rocks : heap;
    String savepoint = cluster.stopAt(half, old, folder);
    SortedMap<String, String> all = Gate.results();
    assertThat(all).as("results before").isNotEmpty().hasSizeLessThan(uninterrupted.size());
    all.putAll(cluster.finish(now, savepoint, mayDrop));
    assertThat(all).isEqualTo(uninterrupted);
  }

  private Release release(String name, UnaryOperator<EditedJob> edits) throws IOException {
    Release known = built.get(name);
    if (known != null) {
      return known;
    }
    EditedJob job = EditedJob.of(REPOSITORY, jobJar());
    job.add(
        "flink-job/" + PRACTICE_JOB,
        Files.readString(
            REPOSITORY.resolve("savepoints").resolve(PRACTICE_JOB.replace("main", "test"))));
    Release release = new Release(edits.apply(job).build(folder.resolve(name + ".jar")));
    built.put(name, release);
    return release;
  }

  static Path jobJar() throws IOException {
    Path target = Path.of(System.getProperty("skucast.job", "../flink-job/target"));
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-job.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no job jar in " + target + ": run mvn package"));
    }
  }
}
