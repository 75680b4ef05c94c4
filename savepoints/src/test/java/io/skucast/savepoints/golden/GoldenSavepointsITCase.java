package io.skucast.savepoints.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The savepoints of every release that went out, restored by this build: {@code mvn …
 * -Dskucast.golden.generate=RELEASE} writes those of a release that is about to.
 */
class GoldenSavepointsITCase {
  private static final Path GOLDEN = Path.of("golden");

  @TempDir private Path scratch;

  @BeforeAll
  static void writeThoseOfThisReleaseIfAskedTo(@TempDir Path made) throws Exception {
    String release = System.getProperty("skucast.golden.generate", "");
    if (!release.isEmpty()) {
      new GoldenSavepoint(GOLDEN.resolve(release)).generate(made);
    }
  }

  @ParameterizedTest
  @MethodSource("savepoints")
  void aRunGoesOnFromItToTheRecordedAnswers(Path savepoint) throws Exception {
    new GoldenSavepoint(savepoint.getParent()).verify(savepoint.getFileName().toString(), scratch);
  }

  static List<Path> savepoints() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN, 3)) {
      List<Path> savepoints =
          files.filter(file -> file.endsWith("_metadata")).map(Path::getParent).sorted().toList();
      assertThat(savepoints).as("golden savepoints").hasSizeGreaterThanOrEqualTo(2);
      return savepoints;
    }
  }
}
