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
import java.util.stream.Collectors;
import org.apache.flink.table.functions.UserDefinedFunction;

/** The tables, views and functions that a session begins with, as statements. */
final class Catalog {
  private static final String SCRIPT = "/sql/catalog.sql";

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
