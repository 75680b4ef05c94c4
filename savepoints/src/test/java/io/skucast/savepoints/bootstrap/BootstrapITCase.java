package io.skucast.savepoints.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.job.config.Settings;
import io.skucast.savepoints.file.SavepointFile;
import io.skucast.savepoints.state.Difference;
import io.skucast.savepoints.state.StateDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bootstrap leaves against the savepoint of a job that has issued everything. */
class BootstrapITCase {
  /** Counts of what was issued, which a bootstrap has none of: nothing was. */
  private static final String ISSUED = "result-counts";

  /** Whether a sale came before its period was closed is told apart, and changes with the order. */
  private static final String SALES = "sale-counts";

  /** So that the few weeks teach enough for models to be in force. */
  private static final Settings SETTINGS =
      Settings.of(
          Map.of(
              "linear.teach-every", "1",
              "linear.least-samples", "200",
              "linear.held-out-blocks", "2",
              "forecast.horizons", "7"));

  private static final Map<String, String> TWO_ZONES =
      Map.of("calendar.zones", "north:America/Los_Angeles,south:Asia/Tokyo");

  @TempDir private Path folder;

  private final ShopHistory shop = new ShopHistory(7);

  @Test
  void everyKeyIsThatOfAReplayInAnotherOrderOnRocksDbAndBothGoOnAlike() throws Exception {
    Path bootstrapped = bootstrap(SETTINGS, 2);
    Settings onDisk = SETTINGS.with(Map.of("state.backend", "rocksdb"));
    Path replayed =
        new Runs(onDisk, 2)
            .replay(shop.outOfOrder(folder, 5), Files.createDirectory(folder.resolve("replay")));
    StateDiff diff = diff(bootstrapped, replayed);
    assertThat(diff.differences()).allMatch(d -> mayDiffer(d, ISSUED, SALES));
    assertThat(diff.keysCompared()).isGreaterThan(30);
    assertThat(diff.entriesCompared()).isGreaterThan(300);

    Path more = shop.more(folder);
    Runs.Continued live = new Runs(onDisk, 2).goOn(replayed, more, folder.resolve("a"));
    Runs.Continued begun = new Runs(SETTINGS, 3).goOn(bootstrapped, more, folder.resolve("b"));
    assertThat(onlyIn(begun.lines(), live.lines())).isEmpty();
    assertThat(onlyIn(live.lines(), begun.lines())).isEmpty();
    assertThat(begun.lines()).anyMatch(line -> line.contains(",linear,"));
    assertThat(begun.lines()).hasSizeGreaterThan(1_000);
    assertThat(begun.counts().read())
        .isEqualTo(live.counts().read())
        .isEqualTo(begun.counts().accepted() + begun.counts().rejected());
    assertThat(begun.counts().aggregated()).isEqualTo(live.counts().aggregated());
    assertThat(begun.counts().duplicate()).isEqualTo(live.counts().duplicate());
    assertThat(begun.counts().late()).isEqualTo(live.counts().late());
    assertThat(begun.counts().series()).isEqualTo(live.counts().series());
    assertThat(begun.counts().unaccounted()).isZero();
    assertThat(begun.counts().trends()).isLessThan(live.counts().trends());
  }

  @Test
  void periodsThatAreTakenInByTheWeekLeaveWhatThoseTakenInByTheMinuteDo() throws Exception {
    Path file = shop.withoutCorrections(folder);
    Path bootstrapped = folder.resolve("bootstrapped");
    new Bootstrap(SETTINGS, 2).run(Runs.history(file, SETTINGS), bootstrapped, counts -> {});
    Path replayed =
        new Runs(SETTINGS, 2).replay(file, Files.createDirectory(folder.resolve("replay")));
    StateDiff diff = diff(bootstrapped, replayed);
    assertThat(diff.differences()).allMatch(d -> mayDiffer(d, ISSUED));
    assertThat(diff.keysCompared()).isGreaterThan(30);
    assertThat(diff.entriesCompared()).isGreaterThan(300);
  }

  @Test
  void whatWaitsForAnotherZoneIsInItWhole() throws Exception {
    Settings settings = SETTINGS.with(TWO_ZONES);
    Path bootstrapped = bootstrap(settings, 2);
    Path replayed =
        new Runs(settings, 2)
            .replay(shop.inOrder(folder), Files.createDirectory(folder.resolve("replay")));
    StateDiff diff = diff(bootstrapped, replayed);
    assertThat(diff.differences()).allMatch(d -> mayDiffer(d, ISSUED));
    assertThat(diff.keysCompared()).isGreaterThan(30);
    Path more = shop.more(folder);
    Runs.Continued begun = new Runs(settings, 2).goOn(bootstrapped, more, folder.resolve("b"));
    Runs.Continued live = new Runs(settings, 2).goOn(replayed, more, folder.resolve("a"));
    assertThat(onlyIn(begun.lines(), live.lines())).isEmpty();
    assertThat(onlyIn(live.lines(), begun.lines())).isEmpty();
  }

  @Test
  void aSaleThatIsMissingIsFoundInItsSeriesAndNowhereElse() throws Exception {
    Path all = shop.inOrder(folder);
    List<String> lines = Files.readAllLines(all);
    int at = lines.size() / 2;
    while (!lines.get(at).contains("sku-11,")) {
      at++;
    }
    String[] missing = lines.remove(at).split(",");
    Path other = Files.write(folder.resolve("other.csv"), lines);
    Settings settings =
        SETTINGS.with(Map.of("levels.reconcile", "false", "linear.enabled", "false"));
    Path whole = folder.resolve("whole");
    Path lacking = folder.resolve("lacking");
    new Bootstrap(settings, 2).run(Runs.history(all, settings), whole, counts -> {});
    new Bootstrap(settings, 2).run(Runs.history(other, settings), lacking, counts -> {});
    StateDiff diff = diff(whole, lacking);
    assertThat(diff.differentKeys()).containsExactly(missing[1] + '\u001f' + missing[2]);
  }

  @Test
  void whatIsThereIsNotWrittenOverAndNothingIsLeftOfARunThatFails() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    Bootstrap bootstrap = new Bootstrap(SETTINGS, 1);
    FileHistory history = Runs.history(shop.inOrder(folder), SETTINGS);
    assertThatThrownBy(() -> bootstrap.run(history, out, counts -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is there already");
    Path place = Files.createDirectory(folder.resolve("place"));
    History broken =
        () -> {
          throw new IllegalStateException("the disk is gone");
        };
    assertThatThrownBy(() -> bootstrap.run(broken, place.resolve("new"), counts -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the disk is gone");
    try (Stream<Path> left = Files.list(place)) {
      assertThat(left).isEmpty();
    }
  }

  private static List<String> onlyIn(List<String> lines, List<String> others) {
    Set<String> known = new HashSet<>(others);
    return lines.stream().filter(line -> !known.contains(line)).limit(20).toList();
  }

  private Path bootstrap(Settings settings, int parallelism) throws Exception {
    Path out = folder.resolve("bootstrapped");
    Bootstrap.Result result =
        new Bootstrap(settings, parallelism)
            .run(Runs.history(shop.inOrder(folder), settings), out, counts -> {});
    assertThat(result.counts().read())
        .isEqualTo(result.counts().accepted() + result.counts().rejected())
        .isGreaterThan(60L * ShopHistory.DAYS);
    assertThat(result.counts().late()).isPositive();
    assertThat(result.counts().corrections()).isPositive();
    assertThat(result.counts().unaccounted()).isZero();
    assertThat(result.counts().trends() + result.counts().forecasts()).isZero();
    return out;
  }

  /**
   * Counts may, and how long factors and models are kept that no forecast asks for any more: that
   * depends on how far one input was ahead of the other. What is kept in both is the same.
   */
  private static boolean mayDiffer(Difference difference, String... counts) {
    boolean isCount = Set.of(counts).contains(difference.state());
    boolean isKept = Set.of("factors", "models").contains(difference.state());
    return difference.key().isEmpty()
        && (isCount || isKept && difference.what().startsWith("only in"));
  }

  private static StateDiff diff(Path a, Path b) throws IOException {
    return StateDiff.of(
        SavepointFile.open(a.toString()), SavepointFile.open(b.toString()), Set.of());
  }
}
