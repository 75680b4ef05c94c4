package io.skucast.savepoints.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.core.sale.Series;
import io.skucast.job.state.Uids;
import io.skucast.savepoints.SampleJob;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools over savepoints of the real job, made on the heap and on RocksDB. */
class StateToolsITCase {
  private static final int DAYS = 12;
  private static final SampleJob ON_HEAP = job("hashmap");
  private static final SampleJob ON_ROCKSDB = job("rocksdb");

  @TempDir static Path folder;

  private static Map<String, SavepointFile> savepoints;

  private static SampleJob job(String backend) {
    // What a series is told by others would change with the series that are dropped.
    return new SampleJob(
        Map.of("state.backend", backend, "levels.reconcile", "false", "linear.enabled", "false"));
  }

  @BeforeAll
  static void takeSavepoints() throws Exception {
    savepoints =
        Map.of(
            "heap", SavepointFile.open(ON_HEAP.savepoint(folder.resolve("heap"), DAYS)),
            "rocksdb", SavepointFile.open(ON_ROCKSDB.savepoint(folder.resolve("rocksdb"), DAYS)));
  }

  @Test
  void theSameDaysOnTheHeapAndOnRocksDbAreTheSameState() throws Exception {
    StateDiff diff = StateDiff.of(savepoints.get("heap"), savepoints.get("rocksdb"), Set.of());
    assertThat(diff.differences()).isEmpty();
    assertThat(diff.same()).isTrue();
    assertThat(diff.keysCompared()).isEqualTo(SampleJob.SERIES);
    assertThat(diff.entriesCompared()).isGreaterThan(10L * SampleJob.SERIES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void oneChangedBitIsFoundInItsKeyAndNowhereElse(String backend) throws Exception {
    SavepointFile savepoint = savepoints.get(backend);
    String key = Series.key("sku-1", "south");
    List<KeyedEntry> entries = new ArrayList<>();
    for (String uid : List.of(Uids.DEMAND_STATE, Uids.DEMAND_WINDOWS, Uids.RECONCILIATION)) {
      KeyedStates.of(savepoint, uid).readKey(key, entries::add);
    }
    int planted = 0;
    for (KeyedEntry entry : entries) {
      if (entry.valueBytes().length > 0) {
        Path copy = folder.resolve("planted-" + backend + "-" + planted++);
        PlantedBit.copyWithBitChanged(Path.of(savepoint.path()), copy, entry);
        StateDiff diff = StateDiff.of(savepoint, SavepointFile.open(copy.toString()), Set.of());
        assertThat(diff.count()).as("%s", entry.state()).isEqualTo(1);
        Difference difference = diff.differences().get(0);
        assertThat(difference.key()).isEqualTo(key);
        assertThat(difference.uid()).isEqualTo(entry.state().uid());
        assertThat(difference.state()).isEqualTo(entry.state().name());
        assertThat(difference.what()).containsAnyOf(" against ", "cannot be read");
        assertThat(
                StateDiff.of(
                        savepoint, SavepointFile.open(copy.toString()), Set.of(entry.state().uid()))
                    .same())
            .isTrue();
      }
    }
    assertThat(planted).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void aSeriesIsShownAsThePureStepsLeaveIt(String backend) throws Exception {
    PureSeries pure = new PureSeries(ON_HEAP.settings(), "sku-1", "south");
    for (int day = 0; day < DAYS; day++) {
      pure.sell(SampleJob.sale(day, 3));
    }
    SavepointFile savepoint = savepoints.get(backend);
    JsonNode shown = SeriesState.of(savepoint, Series.key("sku-1", "south"));
    assertThat(shown.path("sku").asText()).isEqualTo("sku-1");
    JsonNode operators = shown.path("operators");
    JsonNode windows = operators.path(Uids.DEMAND_WINDOWS);
    assertThat(windows.path("series-clock")).isEqualTo(StateJson.of(pure.clock));
    assertThat(windows.path("period-buckets")).isEqualTo(StateJson.of(pure.buckets));
    assertThat(windows.path("timers:event_period-ends"))
        .hasSize(1)
        .first()
        .isEqualTo(StateJson.of("2024-01-12T23:59:59.999Z"));
    JsonNode demand = operators.path(Uids.DEMAND_STATE);
    assertThat(demand.path("series-demand")).isEqualTo(StateJson.of(pure.demand));
    assertThat(demand.path("units-history")).isEqualTo(StateJson.of(pure.units));
    assertThat(operators.path(Uids.RECONCILIATION).path("ledger").isObject()).isTrue();
  }

  @Test
  void aSeriesThatIsNotThereIsAnErrorWithTheNearest() throws Exception {
    SavepointFile savepoint = savepoints.get("heap");
    assertThat(SeriesState.keysOf(savepoint, "sku-1", null))
        .containsExactly(Series.key("sku-1", "north"), Series.key("sku-1", "south"));
    assertThatThrownBy(() -> SeriesState.keysOf(savepoint, "SKU_1", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no SKU 'SKU_1': the most like it are sku-1, ");
    assertThatThrownBy(() -> SeriesState.keysOf(savepoint, "sku-1", "west"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it has it at north, south");
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void aDroppedSkuIsGoneAndNothingElseAndTheJobGoesOn(String backend) throws Exception {
    SavepointFile before = savepoints.get(backend);
    Set<String> keys = Set.copyOf(SeriesState.keysOf(before, "sku-1", null));
    Path out = folder.resolve("dropped-" + backend);
    SeriesDrop.Dropped dropped = SeriesDrop.drop(before, keys, out.toString());
    SavepointFile after = SavepointFile.open(dropped.path());

    StateDiff diff = StateDiff.of(before, after, Set.of());
    assertThat(diff.differentKeys()).isEqualTo(keys);
    assertThat(diff.count()).isEqualTo(dropped.entries()).isGreaterThan(20);
    assertThat(diff.differences())
        .allMatch(difference -> difference.what().equals("only in the first"))
        .anyMatch(difference -> difference.state().equals("timers:event_period-ends"));
    assertThat(SeriesKeys.of(after))
        .doesNotContainAnyElementsOf(keys)
        .hasSize(SampleJob.SERIES - 2);
    // StringValue writes a letter as one byte or more; the characters of names here are one each.
    StateBytes.of(after).requireNoTraceOf("sku-1");

    SampleJob job = backend.equals("heap") ? ON_HEAP : ON_ROCKSDB;
    TreeMap<String, String> expected = goOn(job, before);
    TreeMap<String, String> rest = goOn(job, after);
    // What the dropped series sold on the day that was open is gone with them, and so their
    // forecasts of it; they begin anew with the next sale.
    assertThat(rest).hasSize(expected.size() - 2 * 3);
    expected.keySet().removeIf(name -> !name.matches("sku-[02].*"));
    assertThat(rest).containsAllEntriesOf(expected);
    assertThat(expected).hasSizeGreaterThan(4 * 3 * 3);
  }

  /** What is forecast in the days after a savepoint. */
  private static TreeMap<String, String> goOn(SampleJob job, SavepointFile from) throws Exception {
    job.run(
        from.folder().toString(),
        DAYS,
        DAYS + 4,
        Files.createTempDirectory(folder, "on"),
        SavepointFormatType.CANONICAL);
    return SampleJob.forecasts();
  }

  @Test
  void nothingIsOverwrittenAndNothingIsLeftOfADropThatFails() throws Exception {
    SavepointFile savepoint = savepoints.get("heap");
    assertThatThrownBy(() -> SeriesDrop.drop(savepoint, Set.of("x"), folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is there already");
    SavepointFile other = SavepointFile.open(ON_ROCKSDB.checkpoint(folder, 3).toString());
    Path out = folder.resolve("never");
    assertThatThrownBy(() -> SeriesDrop.drop(other, Set.of("x"), out.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not canonical");
    assertThat(out).doesNotExist();
  }

  @Test
  void noSeriesDroppedIsTheSameSavepointByteForByte() throws Exception {
    for (SavepointFile savepoint : savepoints.values()) {
      Path out = Files.createTempDirectory(folder, "same").resolve("copy");
      SavepointFile copy =
          SavepointFile.open(
              SeriesDrop.drop(savepoint, Set.of("not there"), out.toString()).path());
      assertThat(StateBytes.of(copy).all()).isEqualTo(StateBytes.of(savepoint).all());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void aChangedByteAnywhereIsReadAsAnotherValueOrIsOneError(String backend) throws Exception {
    SavepointFile savepoint = savepoints.get(backend);
    Path copy = Files.createTempDirectory(folder, "changed");
    Random random = new Random(backend.hashCode());
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      PlantedBit.copyWithByteChanged(Path.of(savepoint.path()), copy, random);
      try {
        SavepointFile changed = SavepointFile.open(copy.toString());
        SeriesState.of(changed, Series.key("sku-" + i % 3, "north"));
        StateDiff.of(savepoint, changed, Set.of());
      } catch (IOException error) {
        refused++;
        assertThat(error.getMessage()).isNotBlank().doesNotContain("\n").hasSizeLessThan(900);
      }
    }
    assertThat(refused).isGreaterThan(0);
  }

  @Test
  void sizesAddUpToWhatIsThere() throws Exception {
    StateStats stats = StateStats.of(savepoints.get("rocksdb"));
    long perState =
        stats.states().stream()
            .filter(state -> state.state().keyed())
            .mapToLong(StateStats.StateSize::bytes)
            .sum();
    Numbers perSeries = stats.bytesPerSeries();
    assertThat(perSeries.size()).isEqualTo(stats.series());
    assertThat(perSeries.sum()).isEqualTo(perState);
    assertThat(stats.ages().quantile(0)).isEqualTo(DAYS - 1);
    assertThat(stats.ages().quantile(1)).isEqualTo(DAYS - 1);
    assertThat(stats.periodsBehind().quantile(1)).isZero();
    assertThat(stats.ages().histogram()).hasSize(1);
  }

  @Test
  void everyEntryIsExportedInBothFormats() throws Exception {
    SavepointFile savepoint = savepoints.get("heap");
    for (StateExport.Format format : StateExport.Format.values()) {
      Path out = folder.resolve("export-" + format);
      List<Long> entries = new ArrayList<>();
      StateExport.write(
          savepoint,
          out,
          format,
          (file, number) -> {
            entries.add(number);
            long header = format == StateExport.Format.CSV ? 1 : 0;
            assertThat(file).content().hasLineCount((int) (number + header));
          });
      assertThat(entries.stream().mapToLong(Long::longValue).sum()).isGreaterThan(90);
    }
    String csv = Files.readString(folder.resolve("export-CSV/demand-windows.series-clock.csv"));
    assertThat(csv)
        .startsWith("sku,location,entry,first,held,lastClosed,lastSealed,signalled,")
        .contains("sku-1,south,,19723,[19733],");
    String json = Files.readString(folder.resolve("export-JSON/demand-windows.series-clock.json"));
    assertThat(json)
        .contains("{\"sku\":\"sku-1\",\"location\":\"south\",\"entry\":\"\",\"value\":{");
  }

  @Test
  void aCheckpointOfRocksDbIsListedAndItsSeriesAskForACanonicalSavepoint() throws Exception {
    SavepointFile native_ =
        SavepointFile.open(ON_ROCKSDB.checkpoint(folder.resolve("native"), 3).toString());
    assertThat(StateListing.of(native_))
        .anyMatch(
            state -> state.uid().equals(Uids.RECONCILIATION) && state.maxParallelism() == 128);
    assertThatThrownBy(() -> SeriesKeys.of(native_))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not canonical")
        .hasMessageContaining("skucast savepoint");
  }
}
