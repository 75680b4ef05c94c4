package io.skucast.savepoints.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.DeepLesson;
import io.skucast.core.sale.Series;
import io.skucast.job.state.States;
import io.skucast.job.state.Uids;
import io.skucast.savepoints.file.SavepointFile;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that name a series are rid of it too, as Flink reads them afterwards. */
class ListDropTest {
  @TempDir Path folder;

  @Test
  void lessonsOfADroppedSeriesAreGoneAndTheOthersAreAsTheyWere() throws Exception {
    SavepointFile before = savepoint();
    SeriesDrop.Dropped dropped =
        SeriesDrop.drop(before, Set.of(Series.key("b", "all")), folder.resolve("after").toString());
    assertThat(dropped.elements()).isEqualTo(2);
    assertThat(dropped.entries()).isZero();
    SavepointFile after = SavepointFile.open(dropped.path());

    StateDiff diff = StateDiff.of(before, after, Set.of());
    assertThat(diff.count()).isEqualTo(2);
    assertThat(diff.differences()).allMatch(each -> each.state().equals("waiting-deep-lessons"));

    OperatorStateHandle handle =
        after
            .operator(Uids.DEEP_TRIAL)
            .orElseThrow()
            .getState(0)
            .getManagedOperatorState()
            .iterator()
            .next();
    try (DefaultOperatorStateBackend restored = backend(List.of(handle))) {
      assertThat(restored.getListState(States.waitingDeepLessons()).get())
          .extracting(lesson -> Series.ofKey(lesson.seriesKey()).sku() + lesson.origin())
          .containsExactly("a1", "c3", "a4");
      assertThat(restored.getListState(States.resultCounts()).get())
          .containsExactly(new long[] {7, 8});
      assertThat(restored.getListState(States.faultEpisodes()).get()).containsExactly("b", "x");
      assertThat(restored.getBroadcastState(States.factors()).immutableEntries()).isEmpty();
    }
  }

  private SavepointFile savepoint() throws Exception {
    OperatorStateHandle handle;
    try (DefaultOperatorStateBackend backend = backend(List.of())) {
      backend
          .getListState(States.waitingDeepLessons())
          .addAll(
              List.of(
                  lesson("a", 1), lesson("b", 2), lesson("c", 3), lesson("a", 4), lesson("b", 5)));
      backend.getListState(States.resultCounts()).add(new long[] {7, 8});
      // A text that is a SKU and not the key of a series names none.
      backend.getListState(States.faultEpisodes()).addAll(List.of("b", "x"));
      backend.getBroadcastState(States.factors());
      var snapshot =
          backend.snapshot(
              1,
              1,
              new MemCheckpointStreamFactory(1 << 20),
              CheckpointOptions.forCheckpointWithDefaultLocation());
      snapshot.run();
      handle = snapshot.get().getJobManagerOwnedSnapshot();
    }
    OperatorState operator = new OperatorState(SavepointFile.idOf(Uids.DEEP_TRIAL), 1, 128);
    operator.putState(0, OperatorSubtaskState.builder().setManagedOperatorState(handle).build());
    Path before = Files.createDirectory(folder.resolve("before"));
    try (OutputStream out = Files.newOutputStream(before.resolve(SavepointFile.METADATA))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(
              1,
              new ArrayList<>(List.of(operator)),
              List.of(),
              CheckpointProperties.forSavepoint(false, SavepointFormatType.CANONICAL)),
          out);
    }
    return SavepointFile.open(before.toString());
  }

  private static DeepLesson lesson(String sku, int origin) {
    return new DeepLesson(
        Series.key(sku, "all"), "toys", origin, new float[] {1, 2}, new float[] {3});
  }

  private static DefaultOperatorStateBackend backend(List<OperatorStateHandle> handles)
      throws Exception {
    return new DefaultOperatorStateBackendBuilder(
            ListDropTest.class.getClassLoader(),
            new ExecutionConfig(),
            false,
            handles,
            new CloseableRegistry())
        .build();
  }
}
