package io.skucast.core.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.Feature;
import io.skucast.core.feature.TargetCalendar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/forecasting.md has a row for each feature of the linear model, in the layout's order. */
class LinearFeaturesDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "forecasting.md");

  @Test
  void everyFeatureThatIsNotOfTheCalendarHasItsRow() throws Exception {
    TargetCalendar calendar =
        new TargetCalendar(
            new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()),
            "none",
            List.of(),
            EventCalendar.NONE);
    LinearPlan plan =
        new LinearPlan(
            PeriodUnit.DAY,
            28,
            28,
            12,
            0.2,
            new LinearPlan.Way(new int[] {14, 28}, Transform.RATIO),
            Map.of());
    List<Feature> features = new LinearFeatures(plan, calendar).features();
    List<String> own =
        features.subList(0, features.size() - calendar.features().size()).stream()
            .map(f -> "| `%s` | %s | %s |".formatted(f.name(), f.unit(), f.description()))
            .toList();
    assertThat(Files.readAllLines(DOCUMENT)).containsSequence(own);
  }
}
