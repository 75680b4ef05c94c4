package io.skucast.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.skucast.core.feature.EventCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class M5EventsTest {
  private static final String HEADER =
      "date,d,event_name_1,event_type_1,event_name_2,event_type_2,snap_CA,snap_TX\n";
  private static final LocalDate DAY_1 = LocalDate.of(2011, 2, 5);
  private static final LocalDate DAY_2 = LocalDate.of(2011, 2, 6);
  private static final List<String> STORES = List.of("CA_1", "CA_10", "TX_2", "WI_1", "here");

  @TempDir Path dir;

  private EventCalendar read(String calendar) throws IOException {
    ReadFixtures.write(dir.resolve("calendar.csv"), calendar);
    return M5Events.read(dir, STORES);
  }

  @Test
  void eventsHoldEverywhereAndFoodStampDaysInTheStoresOfTheirState() throws IOException {
    EventCalendar events =
        read(
            HEADER
                + "2011-02-05,d_8,,,,,1,0\n"
                + "2011-02-06,d_9,SuperBowl,Sporting,Easter,Cultural,0,1\n");
    assertThat(events.hasEvent(DAY_1)).isFalse();
    assertThat(events.events(DAY_2)).containsExactly("Easter", "SuperBowl");
    for (LocalDate date : List.of(DAY_1, DAY_2)) {
      boolean first = date.equals(DAY_1);
      assertThat(events.hasFlag(M5Events.SNAP, "CA_1", date)).isEqualTo(first);
      assertThat(events.hasFlag(M5Events.SNAP, "CA_10", date)).isEqualTo(first);
      assertThat(events.hasFlag(M5Events.SNAP, "TX_2", date)).isEqualTo(!first);
      assertThat(events.hasFlag(M5Events.SNAP, "WI_1", date)).as("no column").isFalse();
      assertThat(events.hasFlag(M5Events.SNAP, "CA_9", date)).as("not asked for").isFalse();
    }
  }

  @Test
  void theStoresAreThoseOfTheSales() throws IOException {
    ReadFixtures.write(
        dir.resolve("sales_train.csv"), "item_id,store_id,d_1\nA,TX_2,1\nB,CA_1,0\nA,CA_1,3\n");
    assertThat(M5Events.locations(dir)).containsExactly("CA_1", "TX_2");
  }

  @Test
  void aCalendarOfDatesAloneSaysNothing() throws IOException {
    EventCalendar events = read("date,d\n2011-02-05,d_8\n");
    assertThat(events.hasEvent(DAY_1)).isFalse();
    assertThat(events.hasFlag(M5Events.SNAP, "CA_1", DAY_1)).isFalse();
  }

  @Test
  void whatCanNotBeReadIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> M5Events.read(dir, STORES))
        .withMessageContaining("calendar.csv is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(HEADER + "soon,d_8,,,,,1,0\n"))
        .withMessageContaining("calendar.csv:2: date 'soon'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(HEADER + "2011-02-05,d_8,,,,,yes,0\n"))
        .withMessage("calendar.csv:2: snap_CA is 'yes', allowed is 0 or 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(HEADER + "2011-02-05,d_8\n"))
        .withMessageContaining("calendar.csv:2: the row has 2 fields");
  }

  @Test
  void readsTheRealCalendar() {
    EventCalendar events = M5Events.read(ReadFixtures.realData("m5"), STORES);
    assertThat(events.events(DAY_2)).containsExactly("SuperBowl");
    assertThat(events.hasFlag(M5Events.SNAP, "CA_1", LocalDate.of(2011, 2, 4))).isTrue();
    assertThat(events.hasFlag(M5Events.SNAP, "TX_2", LocalDate.of(2011, 2, 4))).isFalse();
    assertThat(events.hasFlag(M5Events.SNAP, "WI_1", LocalDate.of(2011, 2, 8))).isTrue();
  }
}
