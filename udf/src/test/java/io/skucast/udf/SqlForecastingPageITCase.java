package io.skucast.udf;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.udf.deep.PublishedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of docs/sql-forecasting.md is one that runs. */
class SqlForecastingPageITCase {
  private static final Path PAGE = Path.of("../docs/sql-forecasting.md");
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final String MODEL = "/models/2026-01-05";

  @TempDir private static Path root;

  @Test
  void theQueriesOfThePageRun() throws Exception {
    SqlSession sql =
        SqlSession.batch(
            Stream.concat(Functions.thin().stream(), Functions.deep().stream()).toList());
    String model = PublishedModel.network(root).toString();
    int queries = 0;
    for (String statement : statements()) {
      if (statement.startsWith("SELECT")) {
        queries++;
        assertThat(sql.rows(statement.replace(MODEL, model)).isEmpty())
            .as(statement)
            .isEqualTo(statement.contains("WHERE a.is_anomaly"));
      } else if (!statement.startsWith("CREATE FUNCTION")) {
        sql.execute(statement);
      }
    }
    assertThat(queries).isEqualTo(5);
  }

  private static List<String> statements() throws Exception {
    List<String> statements = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    while (blocks.find()) {
      for (String statement : blocks.group(1).split(";")) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
    }
    return statements;
  }
}
