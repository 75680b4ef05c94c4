package io.skucast.local.sql.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static String written(AnswerFormat format, boolean changes, Row... rows) {
    StringWriter text = new StringWriter();
    Answer answer = Answer.of(format, List.of("name", "units"), changes, new PrintWriter(text));
    for (Row row : rows) {
      answer.row(row);
    }
    answer.end();
    return text.toString();
  }

  @Test
  void aTableIsAsWideAsItsWidestAndNumbersStandOnTheRight() {
    assertThat(written(AnswerFormat.table, false, Row.of("ab", 2.00001), Row.of(null, 10.5)))
        .isEqualTo("name  units\n────  ─────\nab        2\n-      10.5\n2 rows\n");
    assertThat(written(AnswerFormat.table, false)).isEqualTo("name  units\n────  ─────\n0 rows\n");
  }

  @Test
  void csvQuotesWhatNeedsItAndWritesNumbersInFull() {
    assertThat(
            written(
                AnswerFormat.csv,
                false,
                Row.of("a \"b\", c", 1 / 3.0),
                Row.of(LocalDate.of(2024, 2, 29), new Double[] {1.0, null})))
        .isEqualTo(
            "name,units\r\n\"a \"\"b\"\", c\",0.3333333333333333\r\n2024-02-29,\"[1.0,null]\"\r\n");
  }

  @Test
  void jsonIsAnArrayAndOfChangesAnObjectALine() {
    assertThat(written(AnswerFormat.json, false)).isEqualTo("[]\n");
    assertThat(
            written(
                AnswerFormat.json, false, Row.of("a\n", 2), Row.of(true, new BigDecimal("1.5"))))
        .isEqualTo("[\n{\"name\":\"a\\n\",\"units\":2},\n{\"name\":true,\"units\":1.5}\n]\n");
    assertThat(
            written(
                AnswerFormat.json,
                true,
                Row.ofKind(RowKind.INSERT, "a", 1.0),
                Row.ofKind(RowKind.UPDATE_BEFORE, "a", null)))
        .isEqualTo(
            "{\"op\":\"+I\",\"name\":\"a\",\"units\":1.0}\n{\"op\":\"-U\",\"name\":\"a\",\"units\":null}\n");
  }
}
