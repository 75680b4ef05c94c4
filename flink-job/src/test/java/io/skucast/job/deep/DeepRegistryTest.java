package io.skucast.job.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepLesson;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.operator.Subtasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry as it is read from its folder, period by period and over crashes. */
class DeepRegistryTest {
  private static final OutputTag<DeepFault> FAULTS =
      new OutputTag<>("faults", TypeInformation.of(DeepFault.class));
  private static final int FIRST_DAY = 19_800;
  private static final long DAY_MILLIS = 86_400_000L;

  @TempDir Path models;
  private Settings settings;
  private ModelStore store;
  private OneInputStreamOperatorTestHarness<DeepLesson, Candidate> registry;

  @BeforeEach
  void start() throws Exception {
    settings = Settings.of(Map.of("deep.enabled", "true", "deep.models", models.toString()));
    store = new ModelStore(models);
    registry = open(null);
  }

  @AfterEach
  void stop() throws Exception {
    registry.close();
  }

  @Test
  void whatIsThereBeforeTheFirstPeriodActsAlwaysAndTheRestFromTheNextOrigin() throws Exception {
    publish("v1", Kind.GOOD, null);
    List<Candidate> first = endOf(FIRST_DAY);
    assertThat(first).hasSize(1);
    assertThat(first.get(0).from()).isEqualTo(Candidate.ALWAYS);
    assertThat(first.get(0).trainedThrough()).isEqualTo(FIRST_DAY - 10);
    assertThat(endOf(FIRST_DAY + 1)).isEmpty();
    publish("v2", Kind.GOOD, LocalDate.ofEpochDay(FIRST_DAY + 9).toString());
    store.withdraw("v1");
    List<Candidate> then = endOf(FIRST_DAY + 2);
    assertThat(then).extracting(Candidate::entry).containsExactly(2, 3);
    assertThat(then).extracting(Candidate::publishes).containsExactly(true, false);
    assertThat(then).extracting(Candidate::from).containsOnly(FIRST_DAY + 3);
    assertThat(then.get(0).effectiveFrom()).isEqualTo(FIRST_DAY + 9);
    assertThat(then).extracting(Candidate::fault).containsOnly("");
  }

  @Test
  void anEntryIsTakenOnceOverACrash() throws Exception {
    publish("v1", Kind.GOOD, null);
    assertThat(endOf(FIRST_DAY)).hasSize(1);
    OperatorSubtaskState state = registry.snapshot(1, 1);
    publish("v2", Kind.GOOD, null);
    registry.close();
    registry = open(state);
    List<Candidate> again = endOf(FIRST_DAY + 1);
    assertThat(again).extracting(Candidate::version).containsExactly("v2");
    assertThat(again.get(0).from()).isEqualTo(FIRST_DAY + 2);
  }

  @Test
  void aVersionThatChangedOrDoesNotFitIsACandidateWithAFault() throws Exception {
    publish("v1", Kind.GOOD, null);
    Files.writeString(models.resolve("v1").resolve("vocabulary.json"), "{}");
    assertThat(endOf(FIRST_DAY)).extracting(Candidate::fault).first().asString().contains("v1");
    assertThat(faults()).isEmpty();
  }

  @Test
  void aRegistryThatLostEntriesIsAFaultAndNothingIsTakenTwice() throws Exception {
    publish("v1", Kind.GOOD, null);
    publish("v2", Kind.GOOD, null);
    endOf(FIRST_DAY);
    String whole = Files.readString(models.resolve(ModelStore.REGISTRY_FILE));
    Files.writeString(models.resolve(ModelStore.REGISTRY_FILE), "[]");
    assertThat(endOf(FIRST_DAY + 1)).isEmpty();
    assertThat(faults()).hasSize(1).first().asString().contains("entries are only added");
    Files.writeString(models.resolve(ModelStore.REGISTRY_FILE), whole);
    assertThat(endOf(FIRST_DAY + 2)).isEmpty();
    assertThat(faults()).isEmpty();
  }

  @Test
  void whatComesAfterAFolderWasMissingActsFromTheNextOrigin() throws Exception {
    registry.close();
    settings = settings.with(Map.of("deep.models", models.resolve("later").toString()));
    registry = open(null);
    assertThat(endOf(FIRST_DAY)).isEmpty();
    assertThat(faults()).hasSize(1);
    Files.createDirectories(models.resolve("later"));
    store = new ModelStore(models.resolve("later"));
    publish("v1", Kind.GOOD, null);
    assertThat(endOf(FIRST_DAY + 1)).extracting(Candidate::from).containsExactly(FIRST_DAY + 2);
  }

  @Test
  void nothingIsReadWithinAPeriod() throws Exception {
    endOf(FIRST_DAY);
    publish("v1", Kind.GOOD, null);
    registry.processWatermark((FIRST_DAY + 1) * DAY_MILLIS + 1000);
    assertThat(candidates()).isEmpty();
    assertThat(endOf(FIRST_DAY + 1)).hasSize(1);
  }

  private OneInputStreamOperatorTestHarness<DeepLesson, Candidate> open(OperatorSubtaskState state)
      throws Exception {
    var opened =
        new OneInputStreamOperatorTestHarness<>(new DeepRegistry(settings, FAULTS), 1, 1, 0);
    opened.setup();
    if (state != null) {
      opened.initializeState(state);
    }
    opened.open();
    return opened;
  }

  private void publish(String version, Kind kind, String effectiveFrom) throws Exception {
    TestModels.write(
        store.root(),
        version,
        kind,
        1,
        DeepOptions.layout(settings),
        TestModels.vocabulary(),
        FIRST_DAY - 10);
    store.publish(version, effectiveFrom);
  }

  private List<Candidate> endOf(int period) throws Exception {
    registry.processWatermark((period + 1) * DAY_MILLIS - 1);
    return candidates();
  }

  private List<Candidate> candidates() {
    List<Candidate> taken = new ArrayList<>();
    for (Object out : Subtasks.take(registry)) {
      if (out instanceof Candidate candidate) {
        taken.add(candidate);
      }
    }
    return taken;
  }

  private List<DeepFault> faults() {
    return Subtasks.take(registry, FAULTS);
  }
}
