package io.skucast.local.sql;

import io.skucast.local.sql.topic.CommittedTopicFactory;
import io.skucast.udf.Functions;
import io.skucast.udf.doc.FunctionDoc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.table.functions.UserDefinedFunction;

/** The tables, views and functions that a session begins with, as statements. */
final class Catalog {
  private static final String SCRIPT = "/sql/catalog.sql";
  private static final Pattern CREATED =
      Pattern.compile("(?m)^CREATE (?:VIEW|TABLE|TEMPORARY SYSTEM FUNCTION) (\\w+)");

  /** What only reads, behind comments or not. */
  private static final Pattern QUERY =
      Pattern.compile("(?is)\\A(?:\\s|--[^\n]*\n|/\\*.*?\\*/|\\()*(?:SELECT|WITH)\\b");

  private Catalog() {}

  /**
   * @param topics where the tables find their topics
   * @return statements in the order in which they must be run
   */
  static List<String> statements(TopicAddress topics) {
    List<String> statements = new ArrayList<>();
    for (Class<? extends UserDefinedFunction> function : Functions.thin()) {
      FunctionDoc doc = Functions.doc(function);
      statements.add(
          "CREATE TEMPORARY SYSTEM FUNCTION "
              + doc.name()
              + " AS '"
              + function.getName()
              + "' LANGUAGE JAVA");
    }
    statements.addAll(
        Statements.of(
            resource(SCRIPT)
                .replace("${connector}", CommittedTopicFactory.IDENTIFIER)
                .replace("${bootstrap}", topics.kafka().replace("'", "''"))
                .replace("${prefix}", topics.prefix())));
    return statements;
  }

  /**
   * Those that statements need: only the tables, views and functions that they name, or that such a
   * view names. To make a view is to plan its query, and all of them take seconds. Where a
   * statement is no query, it may ask for anything, and all are there.
   */
  static List<String> statementsFor(TopicAddress topics, List<String> asked) {
    List<String> all = statements(topics);
    if (!asked.stream().allMatch(statement -> QUERY.matcher(statement).find())) {
      return all;
    }
    StringBuilder text = new StringBuilder(String.join("\n", asked));
    List<String> needed = new ArrayList<>();
    // From the last to the first: a view names only what stands before it.
    for (int i = all.size() - 1; i >= 0; i--) {
      Matcher created = CREATED.matcher(all.get(i));
      if (!created.find()) {
        needed.add(0, all.get(i));
      } else if (isNamed(created.group(1), text)) {
        needed.add(0, all.get(i));
        text.append('\n').append(all.get(i));
      }
    }
    return needed;
  }

  private static boolean isNamed(String name, CharSequence text) {
    return Pattern.compile("\\b" + name + "\\b", Pattern.CASE_INSENSITIVE).matcher(text).find();
  }

  /** The same as one script, for Flink's own client. */
  static String script(TopicAddress topics) {
    return statements(topics).stream().map(s -> s + ";\n").collect(Collectors.joining("\n"));
  }

  static String resource(String name) {
    try (InputStream in = Catalog.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
