package io.skucast.local.sql;

import io.skucast.local.Skucast;
import io.skucast.local.sql.query.NamedQueries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine;

/**
 * Does what a query does, as far as that goes without topics, so that Java keeps the classes that
 * it loads in an archive: half of what a query takes is to find, read and check fifteen thousand
 * classes. The launcher runs it once a build, with {@code -XX:ArchiveClassesAtExit}.
 */
final class QueryRehearsal {
  /** Nobody is there; nobody is asked either. */
  private static final TopicAddress NOWHERE = new TopicAddress("127.0.0.1:9", "skucast");

  private static final List<String> PLANNED = List.of("top-movers", "stock-out-risk");

  /** What named queries are made of, over rows that are in the statement. */
  private static final String STATEMENT =
      """
      WITH told AS (
        SELECT * FROM (VALUES
          ('a', 'x', DATE '2024-01-01', 0, 3e0), ('a', 'x', DATE '2024-01-01', 1, 4e0),
          ('a', 'x', DATE '2024-01-02', 0, 5e0), ('b', 'y', DATE '2024-01-02', 0, 1e0))
          AS v (sku, location, period_date, revision, units)),
      newest AS (
        SELECT sku, location, period_date, units
        FROM (
          SELECT *, ROW_NUMBER() OVER (
            PARTITION BY sku, location, period_date ORDER BY revision DESC) AS place
          FROM told)
        WHERE place = 1)
      SELECT n.sku, SUM(CASE WHEN period_date = last_date THEN units ELSE 0 END) AS units
      FROM newest AS n
      CROSS JOIN (SELECT MAX(period_date) AS last_date FROM newest)
      GROUP BY n.sku
      ORDER BY units DESC, n.sku
      LIMIT 10
      """;

  private QueryRehearsal() {}

  public static void main(String[] args) {
    StringWriter said = new StringWriter();
    int exit = run(said);
    if (exit != 0) {
      System.err.println(said);
    }
    // Threads of Kafka and Flink end with the process.
    System.exit(exit);
  }

  /**
   * @param out what the query answers
   * @return exit code of the command
   */
  static int run(Writer out) {
    plan();
    openAndCloseClients();
    PrintWriter writer = new PrintWriter(out);
    CommandLine line = Skucast.commandLine().setOut(writer).setErr(writer);
    return line.execute("sql", "--kafka", NOWHERE.kafka(), "-e", STATEMENT);
  }

  private static void plan() {
    for (String name : PLANNED) {
      String query = NamedQueries.find(name).with(Map.of());
      // One in batch mode would ask the brokers where topics end.
      SqlSession.openFor(List.of(query), NOWHERE, Engine.ofThisProcess(), true).explain(query);
    }
  }

  /** Neither connects before it is asked for something. */
  private static void openAndCloseClients() {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, NOWHERE.kafka());
    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .close();
    Admin.create(properties).close();
    // What they would say and hear.
    ApiKeys.values();
    Errors.values();
  }
}
