package io.skucast.deep.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of versions: what is read, and all that is not. */
class ArtifactTest {
  @TempDir private Path folder;

  private Path root;
  private Path version;
  private String sha;

  @BeforeEach
  void write() throws IOException {
    root = folder.resolve("models");
    version = root.resolve("v");
    sha = TestModels.write(root, "v", Kind.GOOD, 1);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Artifact artifact = Artifact.read(root, "v");
    assertThat(artifact.manifestSha256()).isEqualTo(sha);
    assertThat(artifact.vocabulary()).isEqualTo(TestModels.vocabulary());
    assertThat(artifact.savedModel())
        .isEqualTo(Files.readAllBytes(version.resolve("saved_model.pb")));
    Manifest manifest = artifact.manifest();
    assertThat(manifest.layout()).isEqualTo(TestModels.layout());
    assertThat(manifest.seeds()).containsExactly(7L);
    assertThat(manifest.validation()).isEqualTo(Map.of("total", Map.of("wrmsse", 0.75)));
    assertThat(manifest.files()).containsOnlyKeys("saved_model.pb", "vocabulary.json");
    assertThat(manifest).isEqualTo(Manifest.read(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../v", "a/../v", "/etc", ".", "..", "", "v/", "v\0", "-v", "v.json"})
  void aNameThatLeadsElsewhereIsRefused(String name) {
    assertThatThrownBy(() -> Artifact.read(root, name))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("version is '" + name + "': allowed are");
  }

  @Test
  void aLinkOutOfTheRootIsRefusedWhateverItLeadsTo() throws IOException {
    TestModels.write(folder, "outside", Kind.GOOD, 1);
    Files.createSymbolicLink(root.resolve("outside"), folder.resolve("outside"));
    assertRefused("outside", "a link is not followed");

    Path model = version.resolve("saved_model.pb");
    Path moved = Files.move(model, folder.resolve("saved_model.pb"));
    Files.createSymbolicLink(model, moved);
    assertRefused("v", "'saved_model.pb', which is no plain file");

    TestModels.write(root, "w", Kind.GOOD, 1);
    Path manifest = root.resolve("w/manifest.json");
    Files.createSymbolicLink(manifest, Files.move(manifest, folder.resolve("manifest.json")));
    assertRefused("w", "manifest.json is missing or no plain file");
  }

  @Test
  void aFileThatIsMissingAddedOrChangedIsNamed() throws IOException {
    Path vocabulary = version.resolve("vocabulary.json");
    byte[] before = Files.readAllBytes(vocabulary);
    Files.writeString(vocabulary, "{}");
    assertRefused("v", "vocabulary.json has checksum");
    Files.delete(vocabulary);
    assertRefused("v", "vocabulary.json is missing: copy the artifact again");
    Files.write(vocabulary, before);
    Path more = Files.writeString(version.resolve("more.txt"), "x");
    assertRefused("v", "more.txt is not in its manifest: remove it");
    Files.delete(more);
    assertThat(Artifact.read(root, "v").manifestSha256()).isEqualTo(sha);
    Files.move(version, root.resolve("w"));
    assertRefused("w", "manifest of version 'v'");
    assertRefused("v", "is no folder of");
  }

  @Test
  void aManifestThatCannotBeIsRefusedWithWhatIsAllowed() throws IOException {
    Path file = version.resolve("manifest.json");
    String json = Files.readString(file);
    for (List<String> change :
        List.of(
            List.of("\"float32\"", "\"float8\"", "variant of version v is 'float8'"),
            List.of("\"window\" : 28", "\"window\" : 99999", "at most 3660 periods"),
            List.of("[ 0.1, 0.5, 0.9 ]", "[ 0.5, 0.1 ]", "levels that ascend"),
            List.of("\"vocabulary.json\"", "\"../../x\"", "plain files of its folder"),
            List.of("\"DAY\"", "\"EON\"", "EON"),
            List.of("}", "", "manifest.json cannot be read"))) {
      assertThat(json).contains(change.get(0));
      Files.writeString(file, json.replace(change.get(0), change.get(1)));
      assertRefused("v", change.get(2));
    }
  }

  @Test
  void namesHaveCodesFromOneOnAndUnknownOnesHaveZero() {
    Vocabulary vocabulary = TestModels.vocabulary();
    assertThat(vocabulary.sku("B")).isEqualTo(2);
    assertThat(vocabulary.category("food")).isOne();
    assertThat(vocabulary.location("TX")).isEqualTo(2);
    assertThat(vocabulary.sku("C")).isZero();
    List<String> twice = List.of("A", "A");
    assertThatThrownBy(() -> new Vocabulary(twice, List.of(), List.of()))
        .hasMessageContaining("SKU 'A' twice");
  }

  private void assertRefused(String name, String wrong) {
    assertThatThrownBy(() -> Artifact.read(root, name))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining(wrong);
  }
}
