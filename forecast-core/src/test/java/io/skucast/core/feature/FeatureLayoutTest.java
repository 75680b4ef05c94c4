package io.skucast.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.calendar.PeriodUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureLayoutTest {
  private static final FeatureSettings DAYS = FeatureSettings.of(PeriodUnit.DAY);

  @Test
  void theFingerprintIsPinned() {
    assertThat(FeatureLayout.of(DAYS).fingerprint())
        .as("a change makes trained models refuse to score: raise VERSION with it")
        .isEqualTo("ad01557e94f37248");
    assertThat(FeatureLayout.of(DAYS).version()).isEqualTo(1);
    assertThat(FeatureLayout.of(DAYS).size()).isEqualTo(95);
  }

  @Test
  void everySettingThatChangesARowChangesTheFingerprint() {
    assertThat(
            Stream.of(
                    DAYS,
                    FeatureSettings.of(PeriodUnit.WEEK),
                    DAYS.withCountry("us"),
                    DAYS.withCategories("A", "B"),
                    DAYS.withCategories("B", "A"),
                    DAYS.withLocations("A", "B"),
                    DAYS.withFlags("A"))
                .map(settings -> FeatureLayout.of(settings).fingerprint()))
        .doesNotHaveDuplicates();
    assertThat(FeatureLayout.of(DAYS.withCountry("us")).fingerprint())
        .isEqualTo(FeatureLayout.of(DAYS.withCountry("us")).fingerprint());
  }

  @Test
  void anotherLayoutIsRefused() {
    FeatureLayout layout = FeatureLayout.of(DAYS);
    layout.requireFingerprint(layout.fingerprint());
    assertThatThrownBy(() -> layout.requireFingerprint("0123456789abcdef"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature layout is 0123456789abcdef")
        .hasMessageContaining(layout.fingerprint());
  }

  @Test
  void aPlaceIsFoundByName() {
    FeatureLayout layout = FeatureLayout.of(DAYS.withCategories("A"));
    for (int i = 0; i < layout.size(); i++) {
      assertThat(layout.place(layout.features().get(i).name())).isEqualTo(i);
    }
    assertThatThrownBy(() -> layout.place("lag_99"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature is 'lag_99'");
  }

  @Test
  void aNameWithABarStaysInItsCell() {
    assertThat(FeatureLayout.of(DAYS.withCategories("a|b")).toMarkdown())
        .contains("| `category=a\\|b` | 0/1 |");
  }
}
