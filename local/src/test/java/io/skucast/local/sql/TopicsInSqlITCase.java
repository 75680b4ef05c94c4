package io.skucast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skucast.job.io.elasticsearch.ElasticsearchConnection;
import io.skucast.local.operate.CommandRun;
import io.skucast.local.sql.query.NamedQueries;
import io.skucast.local.sql.query.NamedQuery;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL over the topics of a real broker, which the live job has filled. */
class TopicsInSqlITCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static FilledTopics topics;
  private static TopicRecords records;

  @BeforeAll
  static void fill() throws Exception {
    topics = new FilledTopics(folder);
    records = topics.records();
  }

  /**
   * One for each test: Flink's planner does not like to be shared by threads, or left and taken up
   * again.
   */
  private static SqlSession batch() {
    return SqlSession.open(topics.address(), Engine.ofThisProcess(), false);
  }

  @AfterAll
  static void empty() throws Exception {
    topics.close();
  }

  @Test
  void everyNamedQueryAnswersWhatIsReckonedFromTheRecords() throws Exception {
    Map<String, List<List<Object>>> expected = new ExpectedAnswers(records).all();
    assertThat(expected.keySet()).containsExactlyElementsOf(NamedQueries.names());
    assertThat(expected.get("biggest-misses"))
        .as("misses of which a reason is known")
        .anyMatch(row -> row.get(5) != null);
    SqlSession batch = batch();
    SoftAssertions all = new SoftAssertions();
    for (NamedQuery query : NamedQueries.all()) {
      Map<String, String> parameters =
          switch (query.name()) {
            case "newcomers" -> Map.of("days", ExpectedAnswers.NEWCOMER_DAYS + "");
            case "cannibalisation-candidates" ->
                Map.of("correlation", ExpectedAnswers.HIGHEST_CORRELATION + "");
            case "seasonal-risers" -> Map.of("days", ExpectedAnswers.FORECAST_DAYS + "");
            default -> Map.of();
          };
      TableResult result = batch.run(query.with(parameters));
      assertThat(result.getResolvedSchema().getColumnNames())
          .as(query.name())
          .containsExactlyElementsOf(query.columns().keySet());
      List<List<Object>> rows = rows(result);
      if (query.name().equals("late-and-rejected")) {
        rows.replaceAll(row -> row.subList(0, 4));
      }
      all.check(() -> assertSame(query.name(), rows, expected.get(query.name())));
    }
    all.assertAll();
  }

  private static void assertSame(
      String name, List<List<Object>> rows, List<List<Object>> expected) {
    assertThat(expected).as(name + ": the test should expect something").isNotEmpty();
    assertThat(rows).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)).as(name + " row " + i).hasSameSizeAs(expected.get(i));
      for (int c = 0; c < rows.get(i).size(); c++) {
        Object right = expected.get(i).get(c);
        Object found = rows.get(i).get(c);
        boolean same =
            right instanceof Number number && found instanceof Double value
                ? Math.abs(value - number.doubleValue())
                    <= 1e-6 * Math.max(1, Math.abs(number.doubleValue()))
                : java.util.Objects.equals(found, right);
        assertThat(same)
            .as("%s row %d column %d: %s, expected %s", name, i, c, rows.get(i), expected.get(i))
            .isTrue();
      }
    }
  }

  private static List<List<Object>> rows(TableResult result) throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : collected(result)) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.getArity(); i++) {
        Object value = row.getField(i);
        values.add(
            value instanceof Number number
                ? (Object) number.doubleValue()
                : value == null || value instanceof String ? value : value.toString());
      }
      rows.add(values);
    }
    return rows;
  }

  @SuppressWarnings("try") // Flink's iterator declares every exception.
  private static List<Row> collected(TableResult result) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> all = result.collect()) {
      all.forEachRemaining(rows::add);
    }
    return rows;
  }

  @Test
  void sqlOverForecastsAccuracyAndElasticsearchSayTheSameOfASeries() throws Exception {
    SqlSession batch = batch();
    String sku = mostSold();
    // What was forecast seven days ahead, from the forecasts themselves and the demand of trends …
    List<List<Object>> reckoned =
        rows(
            batch.run(
                """
                SELECT CAST(t.period_date AS STRING), t.units, t.units - f.expected
                FROM (
                  SELECT sku, location, targets[7] AS target, mean[7] AS expected,
                    ROW_NUMBER() OVER (PARTITION BY sku, location, origin ORDER BY revision DESC) AS newest
                  FROM forecasts WHERE forecaster = 'combined' AND sku = '%s') AS f
                JOIN latest_trends AS t
                  ON t.sku = f.sku AND t.location = f.location AND CAST(t.period_date AS STRING) = f.target
                WHERE f.newest = 1 AND f.location = 'store-2'
                ORDER BY period_date
                """
                    .formatted(sku)));
    // … is what the job scored …
    List<List<Object>> scored =
        rows(
            batch.run(
                """
                SELECT CAST(period_date AS STRING), demand, error FROM forecast_against_actual
                WHERE sku = '%s' AND location = 'store-2' AND forecaster = 'combined' AND lag_periods = 7
                ORDER BY period_date
                """
                    .formatted(sku)));
    List<Object> dates = reckoned.stream().map(row -> row.get(0)).toList();
    List<List<Object>> both = scored.stream().filter(row -> dates.contains(row.get(0))).toList();
    assertThat(both).as("%s%n%s", reckoned, scored).hasSizeGreaterThan(3);
    for (List<Object> row : both) {
      List<Object> same = reckoned.get(dates.indexOf(row.get(0)));
      assertThat((double) row.get(1)).isEqualTo((double) same.get(1));
      // Documents have four decimals.
      assertThat((double) row.get(2)).isCloseTo((double) same.get(2), within());
    }
    // … and what Elasticsearch has.
    Map<String, JsonNode> documents = documents(sku);
    assertThat(documents.keySet())
        .containsExactlyInAnyOrderElementsOf(
            scored.stream().map(row -> (String) row.get(0)).toList());
    for (List<Object> row : scored) {
      JsonNode document = documents.get(row.get(0));
      assertThat(document.get("demand").asDouble()).isEqualTo((double) row.get(1));
      assertThat(document.at("/lags/1/lag").asInt()).isEqualTo(7);
      assertThat(document.at("/lags/1/error").asDouble()).isEqualTo((double) row.get(2));
    }
  }

  private static String mostSold() {
    Map<String, Double> units = new java.util.TreeMap<>();
    records
        .trends()
        .forEach(t -> units.merge(t.get("sku").asText(), t.get("units").asDouble(), Double::sum));
    return java.util.Collections.max(units.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1.01e-4);
  }

  private static Map<String, JsonNode> documents(String sku) throws Exception {
    Map<String, JsonNode> documents = new java.util.TreeMap<>();
    try (RestClient client = ElasticsearchConnection.of(topics.elasticsearch()).open()) {
      String index = "/" + FilledTopics.PREFIX + "-accuracy-*";
      client.performRequest(new Request("POST", index + "/_refresh"));
      Request search = new Request("GET", index + "/_search");
      search.addParameter("size", "1000");
      search.addParameter(
          "q", "sku:\"" + sku + "\" AND location:\"store-2\" AND forecaster:combined");
      JsonNode answer = JSON.readTree(client.performRequest(search).getEntity().getContent());
      for (JsonNode hit : answer.at("/hits/hits")) {
        if (hit.at("/_source/lags/1/lag").asInt() == 7) {
          documents.put(hit.at("/_source/period").asText(), hit.get("_source"));
        }
      }
    }
    return documents;
  }

  @Test
  void aStreamingQueryShowsUpdatesAsForecastsAreIssuedAgain() throws Exception {
    SqlSession streaming = SqlSession.open(topics.address(), Engine.ofThisProcess(), true);
    TableResult result =
        streaming.run(
            "SELECT sku, mean[1] AS expected FROM latest_forecasts"
                + " WHERE sku = 'SKU-UPDATED' AND forecaster = 'combined'");
    try {
      CloseableIterator<Row> rows = result.collect();
      issue("2024-03-01", 1, 4.5);
      assertThat(rows.next()).isEqualTo(Row.ofKind(RowKind.INSERT, "SKU-UPDATED", 4.5));
      issue("2024-03-01", 2, 5.5);
      assertThat(rows.next()).isEqualTo(Row.ofKind(RowKind.UPDATE_BEFORE, "SKU-UPDATED", 4.5));
      assertThat(rows.next()).isEqualTo(Row.ofKind(RowKind.UPDATE_AFTER, "SKU-UPDATED", 5.5));
      // An older origin that is corrected late changes nothing; a newer one does.
      issue("2024-02-01", 9, 99);
      issue("2024-03-08", 3, 6.5);
      assertThat(rows.next()).isEqualTo(Row.ofKind(RowKind.UPDATE_BEFORE, "SKU-UPDATED", 5.5));
      assertThat(rows.next()).isEqualTo(Row.ofKind(RowKind.UPDATE_AFTER, "SKU-UPDATED", 6.5));
    } finally {
      result.getJobClient().orElseThrow().cancel().get();
    }
  }

  private static void issue(String origin, int revision, double mean) {
    String json =
        """
        {"sku":"SKU-UPDATED","location":"all","level":"none","origin":"%s","forecaster":"combined","revision":%d,\
        "targets":["2024-03-09"],"mean":[%s],"levels":[0.5],"quantiles":[[%s]]}"""
            .formatted(origin, revision, mean, mean);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", topics.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              FilledTopics.PREFIX + ".forecasts.v1",
              0,
              "SKU-UPDATED|all|combined".getBytes(StandardCharsets.UTF_8),
              json.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void aBoundedQueryDoesNotWaitForATransactionThatIsOpen() throws Exception {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", topics.bootstrap(), "transactional.id", "open-for-long");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer
          .send(
              new ProducerRecord<>(
                  FilledTopics.PREFIX + ".late.v1",
                  0,
                  null,
                  "{\"sku\":\"open\"}".getBytes(StandardCharsets.UTF_8)))
          .get();
      AtomicReference<List<List<Object>>> answer = new AtomicReference<>();
      Thread asking =
          new Thread(
              () -> {
                try {
                  answer.set(rows(batch().run("SELECT COUNT(*) FROM late")));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      asking.start();
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answer.get() != null);
      assertThat(answer.get()).containsExactly(List.of((double) records.of("late").size()));
      producer.abortTransaction();
    }
  }

  @Test
  void theCommandPrintsAnswersAndOneLineOfWhatIsWrong() {
    assertThat(
            ask(
                FilledTopics.PREFIX,
                "--format=csv",
                "-e",
                "SET 'a' = 'b'; SELECT COUNT(*) AS n FROM late"))
        .isEqualTo(new CommandRun(0, "n\r\n" + records.of("late").size() + "\r\n", ""));
    assertThat(ask(FilledTopics.PREFIX, "-e", "SELECT nothing FROM trends"))
        .isEqualTo(
            new CommandRun(2, "", "skucast: wrong SQL: Column 'nothing' not found in any table\n"));
    CommandRun noSql = ask(FilledTopics.PREFIX, "-e", "SELECT sku FORM trends WHERE");
    assertThat(noSql.code()).isEqualTo(2);
    assertThat(noSql.err()).startsWith("skucast: wrong SQL: ").hasLineCount(1);
    CommandRun elsewhere = ask("other", "-e", "SELECT sku FROM trends");
    assertThat(elsewhere.code()).isEqualTo(1);
    assertThat(elsewhere.err())
        .isEqualTo(
            "skucast: topic other.trends.v1 is not on Kafka at "
                + topics.bootstrap()
                + ": is --prefix right?\n");
  }

  private static CommandRun ask(String prefix, String... words) {
    List<String> all =
        new ArrayList<>(List.of("sql", "--kafka", topics.bootstrap(), "--prefix", prefix));
    all.addAll(List.of(words));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void everySessionOfTheGatewayHasTheTables() throws Exception {
    Map<String, String> flink = new java.util.TreeMap<>(Engine.ofThisProcess());
    flink.put("execution.runtime-mode", "batch");
    try (Gateway gateway =
        Gateway.start(io.skucast.local.FreePort.any(), topics.address(), flink)) {
      String sessions = gateway.address() + "/v1/sessions";
      String session = post(sessions, "{}").get("sessionHandle").asText();
      String operation =
          post(
                  sessions + "/" + session + "/statements",
                  "{\"statement\": \"SELECT COUNT(*) AS n FROM late\"}")
              .get("operationHandle")
              .asText();
      List<JsonNode> data = new ArrayList<>();
      AtomicReference<String> next =
          new AtomicReference<>(
              "/v1/sessions/" + session + "/operations/" + operation + "/result/0?rowFormat=JSON");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                JsonNode page = get(gateway.address() + next.get());
                assertThat(page.has("resultType")).as("%s", page).isTrue();
                page.at("/results/data").forEach(data::add);
                if (page.hasNonNull("nextResultUri")) {
                  next.set(page.get("nextResultUri").asText());
                }
                return page.get("resultType").asText().equals("EOS");
              });
      assertThat(data.get(data.size() - 1).at("/fields/0").asInt())
          .isEqualTo(records.of("late").size());
    }
  }

  private static JsonNode post(String address, String json) throws Exception {
    return JSON.readTree(
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(60))
                    .POST(HttpRequest.BodyPublishers.ofString(json))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private static JsonNode get(String address) throws Exception {
    return JSON.readTree(
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }
}
