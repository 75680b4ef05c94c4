package io.skucast.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M5's own events reach a job over M5's sales, and no other. */
class M5CalendarTest {
  @TempDir Path folder;
  private Path data;
  private final StringWriter said = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    data = Files.createDirectory(folder.resolve("m5"));
    Files.writeString(
        data.resolve("calendar.csv"),
        "date,d,event_name_1,event_name_2,snap_CA\n2011-02-05,d_8,,,1\n"
            + "2011-02-06,d_9,SuperBowl,,0\n");
    Files.writeString(data.resolve("sales_train.csv"), "item_id,store_id,d_8\nA,CA_1,3\n");
  }

  @Test
  void eventsAndFoodStampDaysAreAFileThatTheSettingsName() throws IOException {
    Settings known = in(SaleFormat.M5, Map.of());
    Path file = folder.resolve("out").resolve("calendar.csv").toAbsolutePath();
    assertThat(known.get(LinearOptions.EVENTS)).isEqualTo(file.toString());
    assertThat(known.get(LinearOptions.COLUMNS)).containsExactly("snap", "Christmas");
    assertThat(known.events().hasFlag("snap", "CA_1", LocalDate.of(2011, 2, 5))).isTrue();
    assertThat(known.events().hasEvent(LocalDate.of(2011, 2, 6))).isTrue();
    assertThat(file)
        .hasContent("date,event,location\n2011-02-05,snap,CA_1\n2011-02-06,SuperBowl,\n");
    assertThat(said.toString()).hasLineCount(1).contains(file.toString(), "snap,Christmas");
  }

  @Test
  void columnsThatTheUserHasNamedStay() throws IOException {
    Settings known = in(SaleFormat.M5, Map.of("calendar.columns", "Easter"));
    assertThat(known.get(LinearOptions.COLUMNS)).containsExactly("Easter");
    assertThat(said.toString()).contains("calendar.columns=Easter");
  }

  @Test
  void whereTheyAreNotWantedNothingIsWrittenOrSaid() throws IOException {
    assertUnchanged(SaleFormat.CSV, Map.of());
    assertUnchanged(SaleFormat.M5, Map.of("calendar.events", "mine.csv"));
    assertUnchanged(SaleFormat.M5, Map.of("linear.enabled", "false"));
  }

  @Test
  void theDataAreNotOverwritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                M5Calendar.in(
                    Settings.of(Map.of()), SaleFormat.M5, data, data, new PrintWriter(said)))
        .withMessageContaining("is the folder of the data");
  }

  private void assertUnchanged(SaleFormat format, Map<String, String> options) throws IOException {
    Settings settings = in(format, options);
    assertThat(settings.get(LinearOptions.EVENTS))
        .isEqualTo(options.getOrDefault("calendar.events", ""));
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(said.toString()).isEmpty();
  }

  private Settings in(SaleFormat format, Map<String, String> options) throws IOException {
    return M5Calendar.in(
        Settings.of(options), format, data, folder.resolve("out"), new PrintWriter(said));
  }
}
