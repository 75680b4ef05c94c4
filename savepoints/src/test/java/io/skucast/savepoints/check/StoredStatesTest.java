package io.skucast.savepoints.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredStatesTest {
  @TempDir private Path folder;

  @Test
  void aFileThatIsGoneIsNoFaultOfTheJar() {
    // A checkpoint that a newer one has taken the place of, after its metadata were read.
    var gone =
        new FileStateHandle(new org.apache.flink.core.fs.Path(folder.resolve("gone").toUri()), 100);
    OperatorState operator = new OperatorState(new OperatorID(), 1, 128);
    operator.putState(
        0,
        OperatorSubtaskState.builder()
            .setManagedOperatorState(new OperatorStreamStateHandle(Map.of(), gone))
            .build());
    assertThatThrownBy(() -> StoredStates.of(operator, getClass().getClassLoader()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("gone");
  }
}
