package io.skucast.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Flink SQL with functions of ours, on a MiniCluster of its own for each query. */
public final class SqlSession {
  private static final Pattern SET = Pattern.compile("SET '(.*)' = '(.*)'");

  private final TableEnvironment environment;

  private SqlSession(TableEnvironment environment) {
    this.environment = environment;
  }

  /** A batch session with these functions under the names that they are documented by. */
  public static SqlSession batch(List<Class<? extends UserDefinedFunction>> functions) {
    return of(EnvironmentSettings.inBatchMode(), functions);
  }

  /** The same in streaming mode. */
  public static SqlSession streaming(List<Class<? extends UserDefinedFunction>> functions) {
    return of(EnvironmentSettings.inStreamingMode(), functions);
  }

  private static SqlSession of(
      EnvironmentSettings settings, List<Class<? extends UserDefinedFunction>> functions) {
    TableEnvironment environment = TableEnvironment.create(settings);
    environment.getConfig().set("parallelism.default", "1");
    functions.forEach(f -> environment.createTemporarySystemFunction(Functions.doc(f).name(), f));
    return new SqlSession(environment);
  }

  /** Runs a statement that gives no rows; {@code SET} sets an option of the session. */
  public SqlSession execute(String statement) {
    Matcher set = SET.matcher(statement);
    if (set.matches()) {
      environment.getConfig().set(set.group(1), set.group(2));
      return this;
    }
    environment.executeSql(statement);
    return this;
  }

  /** Rows as a query gives them. */
  public List<Row> rows(String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    CloseableIterator<Row> results = environment.executeSql(query).collect();
    try {
      results.forEachRemaining(rows::add);
    } finally {
      results.close();
    }
    return rows;
  }

  /** The rows as the page of functions prints them. */
  public String print(String query) throws Exception {
    return printed(rows(query));
  }

  /** A line a row, columns separated by a bar. */
  static String printed(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.getArity())
                    .mapToObj(i -> print(row.getField(i)))
                    .collect(Collectors.joining(" | ")))
        .collect(Collectors.joining("\n"));
  }

  private static String print(Object value) {
    return value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
  }
}
