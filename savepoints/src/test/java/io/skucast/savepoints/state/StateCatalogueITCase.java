package io.skucast.savepoints.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.deep.testing.TestModels;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.state.StateCatalogue;
import io.skucast.job.state.StateEntry;
import io.skucast.job.state.Uids;
import io.skucast.savepoints.SampleJob;
import io.skucast.savepoints.file.OperatorNames;
import io.skucast.savepoints.file.SavepointFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue says what the job keeps: no more and no less. */
class StateCatalogueITCase {
  /** Whose states are Flink's own, and those that exist only where there are signals. */
  private static final Set<String> NOT_COMPARED = Set.of(Uids.SALES, Uids.SIGNAL_RECEPTION);

  @TempDir Path folder;

  @Test
  void aSavepointHasTheStatesOfTheCatalogueAndNoOthers() throws Exception {
    SavepointFile savepoint = SavepointFile.open(new SampleJob(Map.of()).savepoint(folder, 4));
    TreeMap<String, String> catalogue = catalogue();
    // What deep models are told of a series is kept where there are any.
    catalogue.keySet().removeIf(name -> name.contains("deep-"));
    assertThat(states(savepoint)).isEqualTo(catalogue);
  }

  @Test
  void withDeepModelsItHasThoseOfDeepModelsToo() throws Exception {
    Path models = Files.createDirectory(folder.resolve("models"));
    Map<String, String> options = new HashMap<>();
    options.put("deep.enabled", "true");
    options.put("deep.models", models.toString());
    options.put("deep.window", "28");
    options.put("state.backend", "rocksdb");
    options.put("forecast.horizons", "7");
    options.put("forecast.levels", "0.1,0.5,0.9");
    String sha =
        TestModels.write(
            models,
            "v1",
            TestModels.Kind.GOOD,
            1,
            DeepOptions.layout(Settings.of(options)),
            TestModels.vocabulary(),
            SampleJob.FIRST_DAY - 1);
    Files.writeString(
        models.resolve("published.json"),
        "[{\"entry\":\"publish\",\"version\":\"v1\",\"sha256\":\"" + sha + "\"}]");
    SavepointFile savepoint = SavepointFile.open(new SampleJob(options).savepoint(folder, 4));
    assertThat(states(savepoint)).isEqualTo(catalogue());
  }

  private static TreeMap<String, String> catalogue() {
    TreeMap<String, String> states = new TreeMap<>();
    for (StateEntry entry : StateCatalogue.all()) {
      if (!NOT_COMPARED.contains(entry.uid())) {
        states.put(entry.uid() + "/" + entry.name(), entry.kind().name());
      }
    }
    return states;
  }

  private static TreeMap<String, String> states(SavepointFile savepoint) throws Exception {
    TreeSet<StoredState> all = new TreeSet<>(Comparator.comparing(Object::toString));
    for (OperatorState operator : savepoint.operators().values()) {
      all.addAll(KeyedStates.of(savepoint, operator).states());
      all.addAll(OperatorStates.of(savepoint, operator).states());
    }
    TreeMap<String, String> states = new TreeMap<>();
    for (StoredState state : all) {
      boolean isOurs = OperatorNames.uidOf(SavepointFile.idOf(state.uid())).isPresent();
      if (isOurs
          && !NOT_COMPARED.contains(state.uid())
          && state.kind() != StoredState.Kind.TIMERS) {
        states.put(state.toString(), state.kind().name());
      }
    }
    return states;
  }
}
