package io.skucast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {
  @Test
  void semicolonsInTextsNamesAndCommentsEndNothing() {
    assertThat(
            Statements.of(
                "SELECT ';''--;' AS `a;b` -- so; it is\n/* ; */ FROM t;\n\n; -- nothing;\nSELECT 2"))
        .containsExactly(
            "SELECT ';''--;' AS `a;b` -- so; it is\n/* ; */ FROM t", "-- nothing;\nSELECT 2");
  }

  @Test
  void aTextOfHyphensIsNoEmptyStatement() {
    assertThat(Statements.of("'--'")).containsExactly("'--'");
    assertThat(Statements.of(" -- only a comment\n;;")).isEmpty();
  }
}
