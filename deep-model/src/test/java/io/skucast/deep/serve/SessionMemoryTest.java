package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tensors and sessions are given back: memory outside the heap does not grow. */
class SessionMemoryTest {
  private static final long MEBIBYTE = 1 << 20;

  @TempDir private Path root;

  private final DeepLayout layout = TestModels.layout();

  @Test
  void runsLeaveNothingBehind() throws Exception {
    String sha = TestModels.write(root, "v", Kind.NETWORK, 1);
    try (DeepModel model = DeepModel.load(root, "v", sha, SessionConfig.ONE_THREAD);
        DeepBatch batch = new DeepBatch(layout, 1024)) {
      run(model, batch, 40);
      long bytes = Pointer.totalBytes();
      long count = Pointer.totalCount();
      long physical = Pointer.physicalBytes();
      run(model, batch, 500);
      assertThat(Pointer.totalBytes()).isEqualTo(bytes);
      assertThat(Pointer.totalCount()).isEqualTo(count);
      // A run's results are 112 KiB at 1,024 rows: kept, they would be 55 MiB.
      assertThat(Pointer.physicalBytes() - physical).isLessThan(30 * MEBIBYTE);
    }
  }

  @Test
  void closedModelsLeaveNothingBehind() throws Exception {
    String sha = TestModels.write(root, "v", Kind.NETWORK, 1);
    rounds(sha, 10);
    long bytes = Pointer.totalBytes();
    long count = Pointer.totalCount();
    long physical = Pointer.physicalBytes();
    rounds(sha, 50);
    assertThat(Pointer.totalBytes()).isEqualTo(bytes);
    assertThat(Pointer.totalCount()).isEqualTo(count);
    // A session of this model, kept open, holds above 2 MiB.
    assertThat(Pointer.physicalBytes() - physical).isLessThan(50 * MEBIBYTE);
  }

  private void rounds(String sha, int rounds) throws Exception {
    for (int i = 0; i < rounds; i++) {
      try (DeepModel model = DeepModel.load(root, "v", sha, SessionConfig.ONE_THREAD);
          DeepBatch batch = new DeepBatch(layout, 100)) {
        run(model, batch, 1);
      }
    }
  }

  private void run(DeepModel model, DeepBatch batch, int runs) throws Exception {
    for (int i = 0; i < runs; i++) {
      batch.clear();
      int calendar = batch.blankCalendar();
      int rows = Math.min(batch.capacity(), 1 << i % 11);
      for (int row = 0; row < rows; row++) {
        batch.add(new float[layout.rowSize()], new int[3], calendar, null);
      }
      model.run(batch, Duration.ofSeconds(30));
    }
  }
}
