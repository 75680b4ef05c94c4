package io.skucast.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import io.skucast.local.cluster.ProcessReading;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a session cluster of processes, submitted and cancelled again and again. */
class ClassLoadingCommandITCase {
  private static final int ROUNDS = 4;

  @TempDir private Path folder;

  @Test
  void aJobThatIsCancelledLeavesNoClassLoaderBehind() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Skucast.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            "bench",
            "classloading",
            "--rounds=" + ROUNDS,
            "--warm-up=2",
            "--deep",
            "--folder=" + folder.resolve("cluster"));
    List<String> rows = out.toString().lines().filter(l -> l.matches("\\| \\d+ .*")).toList();
    assertThat(rows).as(out + "\n" + err).hasSize(ROUNDS);
    // That of the last job is held by a cache of the JDK until the next, and that of the first one
    // by JavaCPP's thread, which was started on its behalf: docs/benchmarks.md.
    assertThat(rows).allSatisfy(row -> assertThat(row).containsPattern(" [012] \\|$"));
    assertThat(out.toString()).contains("from round 2 to 4: metaspace ");
    assertThat(folder.resolve("cluster/flink/log/taskmanager-1.log"))
        .content()
        .contains("TaskManager");
  }

  @Test
  void threadsThatCameAndWentAreNamed() {
    assertThat(
            ClassLoadingCommand.difference(
                Map.of("reader-#", 2, "main", 1, "writer-#", 3),
                Map.of("reader-#", 4, "main", 1, "timer", 1)))
        .isEqualTo(Map.of("reader-#", 2, "timer", 1, "writer-#", -3));
  }

  @Test
  void growthOfAnyKindIsNoVerdictOfFlat() {
    ProcessReading first = new ProcessReading(1000, 1000, 1, Map.of("main", 1));
    assertThat(ClassLoadingCommand.isFlat(first, first)).isTrue();
    assertThat(
            List.of(
                new ProcessReading(1020, 1000, 1, Map.of("main", 1)),
                new ProcessReading(1000, 1050, 1, Map.of("main", 1)),
                new ProcessReading(1000, 1000, 2, Map.of("main", 1)),
                new ProcessReading(1000, 1000, 1, Map.of("main", 1, "kafka", 1))))
        .noneMatch(last -> ClassLoadingCommand.isFlat(first, last));
    assertThat(
            ClassLoadingCommand.isFlat(first, new ProcessReading(1019, 1049, 0, Map.of("main", 1))))
        .isTrue();
  }

  @Test
  void aFolderThatHoldsSomethingIsRefused() throws Exception {
    Files.writeString(folder.resolve("something"), "");
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setErr(new PrintWriter(err))
            .execute("bench", "classloading", "--folder=" + folder);
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("--folder is " + folder);
  }
}
