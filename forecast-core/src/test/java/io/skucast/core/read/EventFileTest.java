package io.skucast.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.EventCalendar.Occurrence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final LocalDate DAY = LocalDate.of(2024, 2, 11);

  @TempDir Path dir;

  @Test
  void whatIsWrittenIsReadAgainInTheOrderOfDatesNamesAndLocations() throws IOException {
    EventCalendar events =
        new EventCalendar.Builder()
            .flag("snap", "CA_2", DAY)
            .flag("snap", "CA_1", DAY)
            .event(DAY, "Final, the \"big\" one")
            .event(DAY.minusDays(1), "Saturday")
            .build();
    Path file = dir.resolve("events.csv");
    EventFile.write(file, events);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "date,event,location",
            "2024-02-10,Saturday,",
            "2024-02-11,\"Final, the \"\"big\"\" one\",",
            "2024-02-11,snap,CA_1",
            "2024-02-11,snap,CA_2");
    EventCalendar read = EventFile.read(file);
    assertThat(read.occurrences()).isEqualTo(events.occurrences());
    assertThat(read.hasFlag("snap", "CA_1", DAY)).isTrue();
    assertThat(read.events(DAY)).containsExactly("Final, the \"big\" one");
  }

  @Test
  void anEventWithoutLocationHoldsEverywhereAndTheColumnNeedNotBeThere() throws IOException {
    Path file = ReadFixtures.write(dir.resolve("e.csv"), "event,date\nFinal,2024-02-11\n");
    assertThat(EventFile.read(file).occurrences())
        .containsExactly(new Occurrence(DAY, "Final", ""));
  }

  @Test
  void whatCanNotBeReadIsNamed() throws IOException {
    Path file = dir.resolve("e.csv");
    ReadFixtures.write(file, "date,event\nsoon,Final\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFile.read(file))
        .withMessageContaining("e.csv:2: date 'soon'");
    ReadFixtures.write(file, "date,event\n2024-02-11, \n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFile.read(file))
        .withMessageContaining("allowed is a name");
  }
}
