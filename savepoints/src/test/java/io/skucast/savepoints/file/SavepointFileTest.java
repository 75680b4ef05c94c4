package io.skucast.savepoints.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.skucast.job.state.Uids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a savepoint, it is one line that says what and what to do. */
class SavepointFileTest {
  @TempDir Path folder;

  private MadeUpSavepoint madeUp;

  @BeforeEach
  void writeOne() throws IOException {
    madeUp =
        new MadeUpSavepoint(folder)
            .canonical(Uids.DEMAND_STATE, 40)
            .incremental(Uids.RECONCILIATION, 30);
    madeUp.write();
  }

  @Test
  void aWholeSavepointIsFoundByFolderFileAndAddress() throws IOException {
    for (String path :
        new String[] {
          folder.toString(),
          folder + "/",
          folder.resolve("_metadata").toString(),
          folder.toUri().toString(),
          folder.resolve("_metadata").toUri().toString(),
          "file://" + folder,
          Path.of("").toAbsolutePath().relativize(folder).toString()
        }) {
      SavepointFile savepoint = SavepointFile.open(path);
      assertThat(Path.of(savepoint.path())).isEqualTo(folder);
      assertThat(savepoint.metadata().getCheckpointId()).isEqualTo(42);
      assertThat(savepoint.operators()).hasSize(2);
      assertThat(savepoint.operator(Uids.DEMAND_STATE)).isPresent();
      assertThat(savepoint.operator(Uids.LEVELS)).isEmpty();
    }
  }

  @Test
  void aFolderThatIsNotThereOrHasNoMetadataIsSaid() throws IOException {
    requireError(folder.resolve("other").toString(), "is not there");
    requireError(Files.createDirectory(folder.resolve("new")).toString(), "has no file _metadata");
    requireError("nowhere://bucket/savepoint", "where this process cannot read");
    assertThatThrownBy(() -> SavepointFile.open(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void aFileOfAnotherKindIsNotFlinks() throws IOException {
    Files.writeString(folder.resolve("_metadata"), "{\"savepoint\": true}");
    requireError(folder.toString(), "is not Flink's");
    Files.write(folder.resolve("_metadata"), new byte[0]);
    requireError(folder.toString(), "is cut off or damaged (it has 0 bytes)");
  }

  @Test
  void aSavepointOfAnotherJobIsForeign() throws IOException {
    Path other = Files.createDirectory(folder.resolve("foreign"));
    new MadeUpSavepoint(other).canonical("word-count", 40).canonical("other", 40).write();
    requireError(
        other.toString(), "of another job: it has 2 operators and none of them is Skucast's");
  }

  @Test
  void aMissingAndAShortStateFileAreNamed() throws IOException {
    for (String name :
        new String[] {
          Uids.DEMAND_STATE + "-keyed",
          Uids.RECONCILIATION + "-shared",
          Uids.RECONCILIATION + "-private",
          Uids.RECONCILIATION + "-meta"
        }) {
      byte[] whole = Files.readAllBytes(folder.resolve(name));
      Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length - 1));
      requireError(folder.toString(), name + " of savepoint", "it was cut off");
      Files.delete(folder.resolve(name));
      requireError(folder.toString(), "lacks its file " + folder.resolve(name));
      Files.write(folder.resolve(name), whole);
    }
    SavepointFile.open(folder.toString());
  }

  @Test
  void aPlaceOutsideItsFileIsDamage() throws IOException {
    Path other = Files.createDirectory(folder.resolve("short"));
    // The file is as short as the metadata say, and the places of its key groups lie behind it.
    new MadeUpSavepoint(other).canonical(Uids.DEMAND_STATE, 15).write();
    requireError(other.toString(), "they name byte 20 of a file of 15 bytes");
  }

  @Test
  void metadataThatWereCutAnywhereAreAnError() throws IOException {
    byte[] whole = madeUp.metadata();
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve("_metadata"), Arrays.copyOf(whole, length));
      requireError(folder.toString(), "_metadata");
    }
    Files.write(folder.resolve("_metadata"), Arrays.copyOf(whole, whole.length + 1));
    requireError(folder.toString(), "1 bytes follow its end");
  }

  @Test
  void metadataWithAnyByteChangedAreReadOrAreOneError() throws IOException {
    byte[] whole = madeUp.metadata();
    Random random = new Random(1);
    int refused = 0;
    for (int at = 0; at < whole.length; at++) {
      for (int change : new int[] {0x01, 1 + random.nextInt(255)}) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) change;
        Files.write(folder.resolve("_metadata"), changed);
        Throwable error = catchThrowable(() -> SavepointFile.open(folder.toString()));
        if (error != null) {
          refused++;
          requireOneLine(error);
        }
      }
    }
    // Some bytes are numbers that nothing else depends on; most are not.
    assertThat(refused).isGreaterThan(whole.length / 2);
  }

  private static void requireError(String path, String... parts) {
    Throwable error = catchThrowable(() -> SavepointFile.open(path));
    requireOneLine(error);
    assertThat(error).hasMessageContainingAll(parts);
  }

  private static void requireOneLine(Throwable error) {
    assertThat(error).isExactlyInstanceOf(IOException.class);
    assertThat(error.getMessage()).doesNotContain("\n").hasSizeLessThan(700).contains(":");
  }
}
