package io.skucast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.sql.query.NamedQueries;
import io.skucast.local.sql.query.NamedQuery;
import io.skucast.local.sql.query.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/sql.md are what the catalog and the queries say of themselves;
 * -Dskucast.write-docs=true writes them anew.
 */
class SqlPageTest {
  private static final Path PAGE = Path.of("..", "docs", "sql.md");
  private static final Path CATALOG = Path.of("..", "udf", "sql", "catalog.sql");
  private static final Pattern TABLE =
      Pattern.compile("CREATE TABLE (\\w+) \\(\n.*?\n\\) COMMENT '([^']+)'", Pattern.DOTALL);
  private static final Pattern VIEW = Pattern.compile("CREATE VIEW (\\w+) COMMENT '([^']+)' AS");

  @Test
  void itsTablesAreWhatIsThere() throws Exception {
    String catalog = Files.readString(CATALOG);
    String page = Files.readString(PAGE);
    String wanted = with(page, "tables", named(TABLE, "table", catalog));
    wanted = with(wanted, "views", named(VIEW, "view", catalog));
    wanted = with(wanted, "queries", queries());
    if (Boolean.getBoolean("skucast.write-docs")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(PAGE)
        .as("run: mvn -pl local -am test -Dtest=SqlPageTest -Dskucast.write-docs=true")
        .content()
        .isEqualTo(wanted);
  }

  private static String with(String page, String part, String content) {
    String begin = "<!-- " + part + ": made by SqlPageTest -->\n";
    String end = "<!-- end of " + part + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    assertThat(from).as(begin).isNotNegative();
    assertThat(to).as(end).isGreaterThan(from);
    return page.substring(0, from + begin.length()) + content + page.substring(to);
  }

  private static String named(Pattern pattern, String kind, String catalog) {
    StringBuilder rows = new StringBuilder("| " + kind + " | what it is |\n|---|---|\n");
    Matcher matcher = pattern.matcher(catalog);
    int count = 0;
    while (matcher.find()) {
      rows.append("| `%s` | %s |\n".formatted(matcher.group(1), matcher.group(2)));
      count++;
    }
    assertThat(count)
        .as(kind)
        .isEqualTo(catalog.split("CREATE " + kind.toUpperCase() + " ").length - 1);
    return rows.toString();
  }

  private static String queries() {
    StringBuilder rows =
        new StringBuilder("| query | question | parameters | columns |\n|---|---|---|---|\n");
    for (NamedQuery query : NamedQueries.all()) {
      rows.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  query.name(),
                  query.question(),
                  query.parameters().stream()
                      .map(SqlPageTest::told)
                      .collect(Collectors.joining("; ")),
                  String.join(", ", query.columns().keySet())));
    }
    return rows.toString();
  }

  private static String told(Parameter parameter) {
    String text = parameter.defaultText().isEmpty() ? "''" : parameter.defaultText();
    return "`%s=%s` %s".formatted(parameter.name(), text, parameter.meaning());
  }
}
