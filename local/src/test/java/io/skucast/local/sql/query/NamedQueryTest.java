package io.skucast.local.sql.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamedQueryTest {
  private static final NamedQuery QUERY =
      NamedQuery.parse(
          "q",
          """
          -- What is it?
          -- param days INT = 7: days
          -- param share NUMBER = 0.5: share
          -- param since DATE = 2024-01-01: first day
          -- param name STRING = : name, empty for all
          -- column a: a
          SELECT ':days', `:days`, :days, :share, :since -- :days
          FROM t WHERE n = :name""");

  @Test
  void parametersAreLiteralsOutsideOfTextsNamesAndComments() {
    assertThat(QUERY.with(Map.of()))
        .isEqualTo(
            "SELECT ':days', `:days`, 7, 0.5, DATE '2024-01-01' -- :days\nFROM t WHERE n = ''");
  }

  @Test
  void noTextComesOutOfItsQuotes() {
    assertThat(QUERY.with(Map.of("name", "x' OR '1' = '1", "share", "1e3")))
        .contains(" 1000, ")
        .endsWith("WHERE n = 'x'' OR ''1'' = ''1'");
    assertThat(QUERY.with(Map.of("name", "$1 \\ :days"))).endsWith("n = '$1 \\ :days'");
    for (String value : new String[] {"7; DROP TABLE t", "-1", "1000001", "7.5", ""}) {
      assertThatThrownBy(() -> QUERY.with(Map.of("days", value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "--param days has the value '"
                  + value
                  + "': allowed is a whole number from 0 to 1000000");
    }
    assertThatThrownBy(() -> QUERY.with(Map.of("since", "2024-01-01' OR '1'='1")))
        .hasMessageContaining("allowed is a date such as 2024-02-29");
    assertThatThrownBy(() -> QUERY.with(Map.of("share", "NaN")))
        .hasMessageContaining("allowed is a number such as 0.5");
  }

  @Test
  void whatIsNotKnownIsToldWithTheNearest() {
    assertThatThrownBy(() -> QUERY.with(Map.of("dais", "7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("query q has no parameter 'dais': did you mean days?");
    assertThatThrownBy(() -> NamedQueries.find("top-mover"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no query 'top-mover': did you mean top-movers? 'skucast sql --list' shows all");
  }

  @Test
  void everyFileIsListedHeadedByItsQuestionAndRunsWithItsDefaults() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("..", "udf", "sql", "queries"))) {
      assertThat(NamedQueries.names())
          .containsExactlyElementsOf(
              files
                  .map(file -> file.getFileName().toString().replace(".sql", ""))
                  .sorted()
                  .toList());
    }
    for (NamedQuery query : NamedQueries.all()) {
      assertThat(query.question()).as(query.name()).contains("?");
      assertThat(query.columns()).as(query.name()).isNotEmpty();
      String sql = query.with(Map.of());
      for (Parameter parameter : query.parameters()) {
        assertThat(query.sql()).as(query.name()).contains(":" + parameter.name());
      }
      assertThat(sql).as(query.name()).startsWith("SELECT");
    }
  }
}
