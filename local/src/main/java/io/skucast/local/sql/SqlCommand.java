package io.skucast.local.sql;

import io.skucast.local.sql.answer.Answer;
import io.skucast.local.sql.answer.AnswerFormat;
import io.skucast.local.sql.query.NamedQueries;
import io.skucast.local.sql.query.NamedQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the topics in SQL. */
@Command(
    name = "sql",
    description = {
      "Asks the topics in Flink SQL, with tables, views and functions loaded.",
      "Without -e, -f or --query it opens Flink's own SQL client."
    },
    mixinStandardHelpOptions = true,
    subcommands = GatewayCommand.class)
public final class SqlCommand implements Callable<Integer> {
  /** What is asked; only one of them. */
  private static final class Asked {
    @Option(
        names = {"-e", "--execute"},
        paramLabel = "SQL",
        description = "Statements, separated by semicolons.")
    private String statements;

    @Option(
        names = {"-f", "--file"},
        description = "File of statements.")
    private Path file;

    @Option(names = "--query", paramLabel = "NAME", description = "A named query.")
    private String query;

    @Option(
        names = {"--list", "--queries"},
        description = "Lists the named queries, their parameters and columns.")
    private boolean list;
  }

  @ArgGroup(exclusive = true)
  private Asked asked = new Asked();

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "With --query: a parameter's value; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--show",
      description = "With --query: prints its SQL with the parameters filled in, and runs nothing.")
  private boolean show;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private AnswerFormat format;

  @Option(
      names = "--streaming",
      description = "The query goes on and prints every change, until Ctrl-C.")
  private boolean streaming;

  @Mixin private SqlTarget target;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (asked.list) {
      QueryList.print(NamedQueries.all(), out);
      return 0;
    }
    if ((show || !parameters.isEmpty()) && asked.query == null) {
      throw new IllegalArgumentException("--param and --show belong to --query NAME");
    }
    if (asked.query != null) {
      NamedQuery query = NamedQueries.find(asked.query);
      String sql = query.with(parameters);
      if (show) {
        out.println(sql + ";");
        out.flush();
        return 0;
      }
      return run(List.of(sql), out);
    }
    if (asked.file != null) {
      if (!Files.isReadable(asked.file)) {
        throw new IllegalArgumentException(
            "--file is " + asked.file + ": allowed is a file that can be read");
      }
      return run(Statements.of(Files.readString(asked.file)), out);
    }
    return asked.statements != null
        ? run(Statements.of(asked.statements), out)
        : ClientProcess.run(target.topics(), target.engine(), streaming);
  }

  private int run(List<String> statements, PrintWriter out) throws Exception {
    SqlSession session =
        SqlSession.openFor(statements, target.topics(), target.engine(), streaming);
    for (String statement : statements) {
      TableResult result = session.run(statement);
      if (result == null || result.getResultKind() == ResultKind.SUCCESS) {
        continue;
      }
      print(result, out);
    }
    return 0;
  }

  // Flink's iterator declares every exception.
  @SuppressWarnings("try")
  private void print(TableResult result, PrintWriter out) throws Exception {
    List<String> columns = result.getResolvedSchema().getColumnNames();
    // What a statement such as SHOW TABLES answers is no stream, and has no job.
    boolean changes = streaming && result.getJobClient().isPresent();
    Thread cancel = new Thread(() -> cancel(result), "cancel-query");
    Runtime.getRuntime().addShutdownHook(cancel);
    try (CloseableIterator<Row> rows = result.collect()) {
      Answer answer = Answer.of(format, columns, changes, out);
      while (rows.hasNext()) {
        answer.row(rows.next());
        // Who reads the answer may have read enough.
        if (changes && out.checkError()) {
          return;
        }
      }
      answer.end();
    } catch (RuntimeException e) {
      throw SqlFailure.of(e);
    } finally {
      forget(cancel);
    }
  }

  /** On a cluster a query outlives who asked it, unless it is told. */
  private static void cancel(TableResult result) {
    result
        .getJobClient()
        .ifPresent(
            job -> job.cancel().orTimeout(5, TimeUnit.SECONDS).exceptionally(e -> null).join());
  }

  private static void forget(Thread hook) throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException isEnding) {
      throw new IOException("interrupted", isEnding);
    }
  }
}
