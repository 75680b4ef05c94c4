package io.skucast.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @Test
  void aDayHas23HoursInSpringAnd25InAutumn() {
    BusinessCalendar days = new BusinessCalendar(LONDON, PeriodUnit.DAY);
    assertThat(lengthOf(days, "2011-03-27")).isEqualTo(Duration.ofHours(23));
    assertThat(lengthOf(days, "2011-10-30")).isEqualTo(Duration.ofHours(25));
    assertThat(lengthOf(days, "2011-10-31")).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void theRepeatedHourOfAutumnIsTwoPeriods() {
    BusinessCalendar hours = new BusinessCalendar(LONDON, PeriodUnit.HOUR);
    int first = hours.index(Instant.parse("2011-10-30T00:30:00Z").toEpochMilli());
    int second = hours.index(Instant.parse("2011-10-30T01:30:00Z").toEpochMilli());
    assertThat(second).isEqualTo(first + 1);
    assertThat(hours.label(first)).isEqualTo("2011-10-30T01:00:00+01:00");
    assertThat(hours.label(second)).isEqualTo("2011-10-30T01:00:00Z");
  }

  @Test
  void hoursOfHalfHourZonesBeginOnTheLocalHour() {
    BusinessCalendar hours = new BusinessCalendar(ZoneId.of("Asia/Kolkata"), PeriodUnit.HOUR);
    int index = hours.index(Instant.parse("2020-01-01T00:00:00Z").toEpochMilli());
    assertThat(hours.label(index)).isEqualTo("2020-01-01T05:00:00+05:30");
  }

  @Test
  void aDayWithoutMidnightBeginsAtOne() {
    BusinessCalendar days = new BusinessCalendar(ZoneId.of("America/Sao_Paulo"), PeriodUnit.DAY);
    int index = Math.toIntExact(LocalDate.parse("2017-10-15").toEpochDay());
    assertThat(Instant.ofEpochMilli(days.start(index)))
        .isEqualTo(Instant.parse("2017-10-15T03:00:00Z"));
    assertThat(days.index(days.start(index) - 1)).isEqualTo(index - 1);
  }

  @Test
  void weeksBeginOnMondayAndMonthsOnTheFirst() {
    BusinessCalendar weeks = new BusinessCalendar(LONDON, PeriodUnit.WEEK);
    BusinessCalendar months = new BusinessCalendar(LONDON, PeriodUnit.MONTH);
    long sunday = Instant.parse("2024-03-31T12:00:00Z").toEpochMilli();
    assertThat(weeks.label(weeks.index(sunday))).isEqualTo("2024-03-25");
    assertThat(months.label(months.index(sunday))).isEqualTo("2024-03-01");
  }

  @Property(tries = 300)
  void everyInstantLiesInItsPeriodAndPeriodsAreGapless(
      @ForAll @LongRange(min = 946_684_800_000L, max = 2_208_988_800_000L) long millis,
      @ForAll PeriodUnit unit) {
    for (String zone : new String[] {"UTC", "America/Chicago", "Asia/Kathmandu", "Asia/Beirut"}) {
      BusinessCalendar calendar = new BusinessCalendar(ZoneId.of(zone), unit);
      int index = calendar.index(millis);
      assertThat(calendar.start(index)).isLessThanOrEqualTo(millis);
      assertThat(calendar.end(index)).isGreaterThan(millis);
      assertThat(calendar.start(index + 1)).isEqualTo(calendar.end(index));
      assertThat(calendar.lastEndedBy(calendar.end(index))).isEqualTo(index);
      assertThat(calendar.lastEndedBy(calendar.end(index) - 1)).isEqualTo(index - 1);
    }
  }

  @Test
  void aLocationKeepsItsOwnZone() {
    Calendars calendars =
        new Calendars(PeriodUnit.DAY, LONDON, Map.of("TX_1", ZoneId.of("America/Chicago")));
    assertThat(calendars.of("TX_1").zone()).isEqualTo(ZoneId.of("America/Chicago"));
    assertThat(calendars.of("anywhere").zone()).isEqualTo(LONDON);
  }

  @Test
  void anUnknownPeriodIsRefusedWithTheAllowedOnes() {
    assertThatThrownBy(() -> PeriodUnit.parse("fortnight"))
        .hasMessage("unknown period 'fortnight': use one of hour, day, week, month");
  }

  private static Duration lengthOf(BusinessCalendar days, String date) {
    int index = Math.toIntExact(LocalDate.parse(date).toEpochDay());
    return Duration.ofMillis(days.end(index) - days.start(index));
  }
}
