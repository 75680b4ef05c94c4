package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One session per version and process. */
class DeepModelsTest {
  @TempDir private Path root;

  @Test
  void aVersionIsSharedUntilItsLastLeaseIsClosed() throws Exception {
    String sha = TestModels.write(root, "v", Kind.GOOD, 1);
    Lease first = acquire("v", sha);
    Lease second = acquire("v", sha);
    DeepModel model = first.model();
    assertThat(second.model()).isSameAs(model);
    first.close();
    first.close();
    assertThat(DeepModels.size()).isOne();
    run(model);
    second.close();
    assertThat(DeepModels.size()).isZero();
    assertThatThrownBy(() -> run(model))
        .hasMessageContaining("version 'v'")
        .hasMessageContaining("is closed");
    assertThatThrownBy(second::model).isInstanceOf(IllegalStateException.class);
    try (Lease third = acquire("v", sha)) {
      assertThat(third.model()).isNotSameAs(model);
    }
  }

  @Test
  void manyThreadsThatAskAtOnceRunOneModelBesideEachOther() throws Exception {
    String sha = TestModels.write(root, "v", Kind.GOOD, 3);
    Set<DeepModel> seen = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Lease held = acquire("v", sha)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        tasks.add(
            () -> {
              try (Lease lease = acquire("v", sha)) {
                seen.add(lease.model());
                for (int i = 0; i < 20; i++) {
                  run(lease.model());
                }
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
      assertThat(seen).containsExactly(held.model());
    } finally {
      threads.shutdownNow();
    }
    assertThat(DeepModels.size()).isZero();
  }

  @Test
  void aRefusedVersionLeavesNothingAndIsTriedAgain() throws Exception {
    String sha = TestModels.write(root, "v", Kind.CORRUPT, 1);
    assertThatThrownBy(() -> acquire("v", sha)).isInstanceOf(ModelRefusedException.class);
    assertThat(DeepModels.size()).isZero();
    String repaired = TestModels.write(root, "v", Kind.GOOD, 1);
    acquire("v", repaired).close();
    assertThat(DeepModels.size()).isZero();
  }

  private Lease acquire(String version, String sha) throws ModelRefusedException {
    return DeepModels.acquire(root, version, sha, SessionConfig.ONE_THREAD);
  }

  private static void run(DeepModel model) throws ModelFailedException {
    try (DeepBatch batch = new DeepBatch(model.layout(), 1)) {
      float[] row = new float[model.layout().rowSize()];
      batch.add(row, new int[3], batch.blankCalendar(), null);
      model.run(batch, Duration.ofSeconds(30));
      assertThat(batch.mean(0, 0)).isZero();
    }
  }
}
