package io.skucast.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.skucast.core.feature.EventCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final LocalDate FINAL = LocalDate.of(2024, 7, 14);

  @TempDir Path dir;

  private EventCalendar read(String text) throws IOException {
    Path file = dir.resolve("events.csv");
    ReadFixtures.write(file, text);
    return EventFile.read(file);
  }

  @Test
  void anEventHoldsEverywhereOrAtItsLocationAlone() throws IOException {
    EventCalendar events =
        read("date,event,location\n2024-07-14, final ,\n2024-07-14,market,north\n");
    assertThat(events.events(FINAL)).containsExactly("final");
    assertThat(events.holds("final", "south", FINAL)).isTrue();
    assertThat(events.holds("market", "north", FINAL)).isTrue();
    assertThat(events.holds("market", "south", FINAL)).isFalse();
    assertThat(events.holds("final", "north", FINAL.plusDays(1))).isFalse();
  }

  @Test
  void aFileWithoutLocationsHoldsEverywhere() throws IOException {
    assertThat(read("event,date\nfinal,2024-07-14\n").events(FINAL)).containsExactly("final");
  }

  @Test
  void whatCanNotBeReadIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventFile.read(dir.resolve("none.csv")))
        .withMessageContaining("none.csv");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("date,event\nsoon,final\n"))
        .withMessageContaining("date 'soon' is no date such as 2024-12-25");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("date,event\n2024-07-14, \n"))
        .withMessageContaining("allowed is a name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("day,event\n2024-07-14,final\n"))
        .withMessageContaining("date");
  }
}
