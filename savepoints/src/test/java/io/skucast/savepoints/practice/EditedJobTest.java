package io.skucast.savepoints.practice;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits that do not fit are refused before anything is compiled; those that do not compile are
 * shown.
 */
class EditedJobTest {
  private static final String FILE = "flink-job/src/main/java/a/B.java";

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void aRepositoryOfOneSource() throws Exception {
    Files.createDirectories(folder.resolve("forecast-core/src/main/java"));
    Files.createDirectories(folder.resolve("flink-job/src/main/java/a"));
    Files.writeString(folder.resolve(FILE), "package a; class B { int x = 1; int y = 1; }");
    jar = folder.resolve("job.jar");
    try (ZipOutputStream empty = new ZipOutputStream(Files.newOutputStream(jar))) {
      empty.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
    }
  }

  @Test
  void whatIsThereTwiceOrNotAtAllIsNotReplaced() {
    EditedJob job = EditedJob.of(folder, jar);
    assertThatThrownBy(() -> job.edit(FILE, "= 1", "= 2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'= 1' must occur exactly once in " + FILE + ": it occurs 2 times");
    assertThatThrownBy(() -> job.edit(FILE, "z", "y")).hasMessageEndingWith("it occurs nowhere");
    job.edit(FILE, "x = 1", "x = 2");
    assertThatThrownBy(() -> job.edit(FILE, "x = 1", "x = 3"))
        .hasMessageEndingWith("it occurs nowhere");
  }

  @Test
  void whatIsNoSourceOfTheJobIsRefused() {
    EditedJob job = EditedJob.of(folder, jar);
    assertThatThrownBy(() -> job.edit("pom.xml", "a", "b"))
        .hasMessageContaining("'pom.xml' is no source of the job");
    assertThatThrownBy(() -> job.add(FILE, "")).hasMessageContaining("is there already");
    assertThatThrownBy(() -> EditedJob.of(folder, folder.resolve("none.jar")))
        .hasMessageContaining("none.jar is not there: build it");
    assertThatThrownBy(() -> EditedJob.of(folder.resolve("flink-job"), jar))
        .hasMessageContaining("name the folder of Skucast's sources");
  }

  @Test
  void whatDoesNotCompileIsShownWithItsLine() {
    EditedJob job = EditedJob.of(folder, jar).edit(FILE, "int x", "\nint z = none; int x");
    assertThatThrownBy(() -> job.build(folder.resolve("edited.jar")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the edited sources do not compile")
        .hasMessageContaining("B.java:2")
        .hasMessageContaining("none");
  }
}
