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
      // Three of four runs have results of 112 KiB: kept, they would be 41 MiB.
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
    // What the allocator keeps for the next session is a few MiB.
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
    // Kept, since the heap's growth would count too.
    float[] blank = new float[layout.rowSize()];
    int[] codes = new int[3];
    for (int i = 0; i < runs; i++) {
      batch.clear();
      int calendar = batch.blankCalendar();
      int rows = i % 4 == 0 ? 1 << i / 4 % 6 : batch.capacity();
      for (int row = 0; row < rows; row++) {
        batch.add(blank, codes, calendar, null);
      }
      model.run(batch, Duration.ofSeconds(30));
    }
  }
}
