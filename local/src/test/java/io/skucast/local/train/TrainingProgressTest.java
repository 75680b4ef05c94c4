package io.skucast.local.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.deep.train.TrainingWatcher.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingProgressTest {
  private static final double NONE = Double.NaN;

  @TempDir private Path folder;

  @Test
  void oneLineSaysMemberStepLossesAndTimeLeft() {
    Progress progress = new Progress(1, 3, 1250, 4000, 0.71234, NONE, 1e-3, 3725);
    assertThat(TrainingProgress.text(progress, 0.75, true))
        .isEqualTo(
            "member 2 of 3 · step 1,250 of 4,000 · loss 0.7123 · validation 0.7500 · 1:02:05 left");
    assertThat(TrainingProgress.text(progress, NONE, false)).endsWith("validation – · – left");
  }

  @Test
  void everyMemberIsARunOfItsOwnAndEveryLookAtTheRowsHeldOutIsInIt() throws Exception {
    try (TrainingProgress progress =
        new TrainingProgress(new PrintWriter(new StringWriter()), folder)) {
      for (int member = 0; member < 2; member++) {
        for (long step = 1; step <= 25; step++) {
          double looked = step == 24 ? 0.5 : NONE;
          progress.step(new Progress(member, 2, step, 25, 1, looked, 1e-3, 9));
        }
      }
      assertThat(progress.last().step()).isEqualTo(25);
      assertThat(progress.stopRequested()).isFalse();
      progress.requestStop();
      assertThat(progress.stopRequested()).isTrue();
    }
    for (int member = 1; member <= 2; member++) {
      try (var files = Files.list(folder.resolve("member-" + member))) {
        String bytes =
            Files.readString(files.findFirst().orElseThrow(), StandardCharsets.ISO_8859_1);
        assertThat(bytes.split("learning_rate", -1)).as("steps 1, 11, 21 and 24").hasSize(5);
        assertThat(bytes.split("validation_loss", -1)).hasSize(2);
      }
    }
  }
}
