package io.skucast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final TopicAddress TOPICS = new TopicAddress("it's:9092", "mine");

  private static List<String> views(String... asked) {
    return Catalog.statementsFor(TOPICS, List.of(asked)).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("CREATE VIEW "))
        .map(line -> line.split(" ")[2])
        .toList();
  }

  @Test
  void aQueryGetsTheViewsThatItNamesAndThoseUnderThem() {
    assertThat(views("SELECT 1")).isEmpty();
    assertThat(views("-- of today\nselect * FROM Latest_Forecasts"))
        .containsExactly("latest_forecasts");
    assertThat(views("(SELECT units FROM forecast_by_category_and_week)"))
        .containsExactly("latest_forecasts", "forecast_periods", "forecast_by_category_and_week");
  }

  @Test
  void aStatementThatIsNoQueryGetsAll() {
    assertThat(views("SHOW TABLES"))
        .contains("sales", "forecast_origins")
        .isEqualTo(views("SELECT 1", "DESCRIBE sales"));
  }

  @Test
  void addressesAreQuotedAndNothingIsLeftToFillIn() {
    assertThat(Catalog.script(TOPICS))
        .contains("'properties.bootstrap.servers' = 'it''s:9092'", "'topic' = 'mine.trends.v1'")
        .doesNotContain("${");
  }
}
