package io.skucast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What is run once a build so that later queries start sooner: it must go through. */
class QueryRehearsalITCase {
  @Test
  void itPlansNamedQueriesAndAnswersOneWithoutTopics() {
    StringWriter said = new StringWriter();
    assertThat(QueryRehearsal.run(said)).isZero();
    // The newest revision of the last day, most units first.
    assertThat(said.toString().lines())
        .anyMatch(line -> line.matches("a +5"))
        .anyMatch(line -> line.matches("b +1"))
        .contains("2 rows");
  }
}
