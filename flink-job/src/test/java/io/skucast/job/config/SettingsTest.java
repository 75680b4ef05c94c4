package io.skucast.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
