package io.skucast.local.sql;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/** Tables, views and functions loaded, and statements run against them one after another. */
final class SqlSession {
  private static final Pattern SET =
      Pattern.compile("(?is)SET\\s+'([^']+)'\\s*=\\s*'((?:[^']|'')*)'");

  private final TableEnvironment tables;

  private SqlSession(TableEnvironment tables) {
    this.tables = tables;
  }

  /**
   * @param engine Flink's configuration, see {@link Engine}
   * @param streaming whether queries go on and on; otherwise they answer from what is committed now
   */
  static SqlSession open(TopicAddress topics, Map<String, String> engine, boolean streaming) {
    return open(Catalog.statements(topics), engine, streaming);
  }

  /**
   * The same with what these statements need, and nothing else.
   *
   * @param asked all that will be run
   */
  static SqlSession openFor(
      List<String> asked, TopicAddress topics, Map<String, String> engine, boolean streaming) {
    return open(Catalog.statementsFor(topics, asked), engine, streaming);
  }

  private static SqlSession open(
      List<String> catalog, Map<String, String> engine, boolean streaming) {
    EnvironmentSettings.Builder settings =
        EnvironmentSettings.newInstance().withConfiguration(Configuration.fromMap(engine));
    TableEnvironment tables =
        TableEnvironment.create(
            (streaming ? settings.inStreamingMode() : settings.inBatchMode()).build());
    catalog.forEach(tables::executeSql);
    return new SqlSession(tables);
  }

  /**
   * @return the result, or null of {@code SET 'key' = 'value'}
   * @throws IllegalArgumentException if the statement is wrong, in one line
   * @throws IOException if it is not, and fails all the same
   */
  TableResult run(String statement) throws IOException {
    Matcher set = SET.matcher(statement);
    if (set.matches()) {
      tables.getConfig().set(set.group(1), set.group(2).replace("''", "'"));
      return null;
    }
    try {
      return tables.executeSql(statement);
    } catch (RuntimeException e) {
      throw SqlFailure.of(e);
    }
  }

  /** For tests: what Flink would do. */
  String explain(String query) {
    return tables.explainSql(query);
  }
}
