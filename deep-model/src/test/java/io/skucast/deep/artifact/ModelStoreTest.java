package io.skucast.deep.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry: what is published, withdrawn and refused. */
class ModelStoreTest {
  @TempDir private Path root;

  @Test
  void entriesAreOnlyAddedAndTheLiveVersionsFollowFromThem() throws Exception {
    ModelStore store = new ModelStore(root);
    assertThat(store.entries()).isEmpty();
    String a = TestModels.write(root, "a", Kind.GOOD, 1);
    String b = TestModels.write(root, "b", Kind.GOOD, 2);
    store.publish("a", null);
    store.publish("b", "2026-01-31");
    store.withdraw("a");
    store.publish("a", null);
    assertThat(store.entries())
        .containsExactly(
            new Entry("publish", "a", a, null),
            new Entry("publish", "b", b, "2026-01-31"),
            new Entry("withdraw", "a", a, null),
            new Entry("publish", "a", a, null));
    assertThat(store.live()).extracting(Entry::version).containsExactly("b", "a");
    assertThat(store.list()).containsExactly("a", "b");
    assertThat(Files.readString(root.resolve("published.json")))
        .contains("\"entry\" : \"withdraw\"", "\"effectiveFrom\" : \"2026-01-31\"");
  }

  @Test
  void aFifthVersionIsRefusedNamingWhatToWithdraw() throws Exception {
    ModelStore store = new ModelStore(root);
    for (String version : List.of("a", "b", "c", "d", "e")) {
      TestModels.write(root, version, Kind.GOOD, 1);
    }
    for (String version : List.of("a", "b", "c", "d")) {
      store.publish(version, null);
    }
    assertThatThrownBy(() -> store.publish("e", null))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("4 versions are live")
        .hasMessageContaining("withdraw one of [a, b, c, d]");
    store.withdraw("b");
    store.publish("e", null);
    assertThat(store.live()).extracting(Entry::version).containsExactly("a", "c", "d", "e");
  }

  @Test
  void whatCannotBePublishedOrWithdrawnLeavesTheRegistryAsItWas() throws Exception {
    ModelStore store = new ModelStore(root);
    TestModels.write(root, "a", Kind.GOOD, 1);
    TestModels.write(root, "bad", Kind.CORRUPT, 1);
    store.publish("a", null);
    byte[] before = Files.readAllBytes(root.resolve("published.json"));
    assertRefused("is published already", () -> store.publish("a", null));
    assertRefused("saved_model.pb has checksum", () -> store.publish("bad", null));
    assertRefused("is no folder", () -> store.publish("none", null));
    assertRefused("'b' is not live: live are [a]", () -> store.withdraw("b"));
    store.withdraw("a");
    assertThatThrownBy(() -> store.publish("a", "31.01.2026"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'31.01.2026' is no origin: write it like 2026-01-31");
    TestModels.write(root, "a", Kind.GOOD, 2);
    assertRefused("a version never changes", () -> store.publish("a", null));
    assertRefused("a version never changes", () -> store.verify("a"));
    assertThat(store.entries()).hasSize(2);
    Files.write(root.resolve("published.json"), before);
    assertThat(store.live()).hasSize(1);
  }

  @Test
  void aRegistryThatCannotBeReadIsNamed() throws Exception {
    Path file = root.resolve("published.json");
    for (String json : List.of("[", "{}", "[{\"entry\":\"maybe\",\"version\":\"a\"}]", "null")) {
      Files.writeString(file, json);
      assertRefused("published.json", () -> new ModelStore(root).entries());
    }
    assertRefused("is missing: create it", () -> new ModelStore(root.resolve("no")).list());
  }

  @Test
  void writersAtOnceLoseNoEntry() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (String version : List.of("a", "b", "c", "d")) {
        TestModels.write(root, version, Kind.GOOD, 1);
        tasks.add(
            () -> {
              ModelStore store = new ModelStore(root);
              for (int i = 0; i < 10; i++) {
                store.publish(version, null);
                store.withdraw(version);
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(new ModelStore(root).entries()).hasSize(80);
    assertThat(new ModelStore(root).live()).isEmpty();
  }

  private static void assertRefused(String wrong, Callable<?> act) {
    assertThatThrownBy(act::call).isInstanceOf(ArtifactException.class).hasMessageContaining(wrong);
  }
}
