package io.skucast.savepoints.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints of this release against jars of releases that differ from it. */
class CompatibilityITCase {
  @TempDir private static Path folder;
  private static SavepointFile savepoint;
  private static SavepointFile incremental;

  @BeforeAll
  static void takeSavepoints() throws Exception {
    try (SampleJob job = SampleJob.start(folder, Map.of("state.backend", "rocksdb"))) {
      incremental = SavepointFile.open(job.checkpoint());
      savepoint = SavepointFile.open(job.stop());
    }
  }

  @Test
  void theSameReleaseGoesOnFromEveryStateAsItIs() throws IOException {
    try (JobShape job = JobShape.of(jar(), List.of(), 2)) {
      CompatibilityReport report = Compatibility.check(savepoint, job);
      System.out.println(report.text()); System.out.println(report.json());
      assertThat(report.accepts(false)).isTrue();
      assertThat(report.with(Verdict.KEPT))
          .filteredOn(finding -> finding.what().equals("unchanged"))
          .hasSizeGreaterThan(25);
    }
  }

  private static Path jar() throws IOException {
    Path target = Path.of(System.getProperty("skucast.job", "../flink-job/target"));
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(f -> f.toString().endsWith("-job.jar")).findFirst().orElseThrow();
    }
  }
}
