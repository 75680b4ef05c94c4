package io.skucast.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.forecast.DemandStep;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void everyDefaultIsAllowed() {
    Settings settings = Settings.of(Map.of());
    assertThat(Options.all()).allSatisfy(o -> assertThat((Object) settings.get(o)).isNotNull());
    assertThat(settings.get(Options.HORIZONS)).isEqualTo(28);
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> Settings.of(Map.of("forecast.horizon", "7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown option 'forecast.horizon': did you mean forecast.horizons?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "calendar.period; fortnight; hour, day, week or month",
        "calendar.zone; Mars/Base; time zone database",
        "calendar.zones; CA_1; location:zone",
        "time.lateness-periods; 61; 0 to 60",
        "time.disorder; -PT1H; a duration",
        "forecast.levels; 0.5,0.1; ascending",
        "forecast.origins; 2024-02-30; ISO dates",
        "forecast.origins; 2024-03-01T06:00; times with an offset",
        "forecast.levels; NaN; ascending",
        "forecast.horizons; many; 1 to 366"
      })
  void aBadValueIsRefusedNamingOptionValueAndWhatIsAllowed(
      String key, String value, String allowed) {
    assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option " + key)
        .hasMessageContaining("'" + value + "'")
        .hasMessageContaining(allowed);
  }

  @Test
  void zonesOfLocationsAreRead() {
    Settings settings = Settings.of(Map.of("calendar.zones", "CA_1:America/Los_Angeles"));
    assertThat(settings.calendars().of("CA_1").zone()).isEqualTo(ZoneId.of("America/Los_Angeles"));
    assertThat(settings.calendars().of("TX_1").zone()).isEqualTo(ZoneId.of("UTC"));
  }

  @Test
  void originsArePeriodsOfTheZoneInOrder() {
    assertThat(plan("day", "2024-03-02, 2024-03-01,2024-03-02").origins())
        .containsExactly(day("2024-03-01"), day("2024-03-02"));
    // 2024-03-01 is a Friday: its week began on Monday, 1970-01-05 began week 1.
    assertThat(plan("week", "2024-03-01").origins())
        .containsExactly(1 + (day("2024-02-26") - 4) / 7);
    assertThat(plan("hour", "2024-03-01,2024-03-01T06:00:00+01:00").origins())
        .containsExactly(24 * day("2024-03-01") - 1, 24 * day("2024-03-01") + 5);
    assertThat(plan("day", "").origins()).isEmpty();
  }

  private static DemandStep.Plan plan(String period, String origins) {
    return Settings.of(
            Map.of(
                "calendar.period", period,
                "calendar.zone", "Europe/Paris",
                "forecast.origins", origins))
        .plan();
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
