package io.skucast.job.io.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Trend;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.Sale;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Documents keep to the schema of their topic, and say by id and version what they describe. */
class ResultDocumentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DAY = (int) LocalDate.parse("2011-12-09").toEpochDay();

  private final ResultDocuments documents =
      new ResultDocuments(
          "shop",
          new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()),
          new double[] {0.1, 0.9});

  @Test
  void everyDocumentKeepsToItsSchemaAndToItsIndexMapping() throws Exception {
    for (Published result : all()) {
      JsonNode json = JSON.readTree(result.document().json());
      assertThat(schema(result.topic()).validate(json)).as(json.toString()).isEmpty();
      JsonNode mapped =
          resource("/elasticsearch/" + result.topic().code() + ".json")
              .at("/template/mappings/properties");
      assertThat(fields(mapped)).as(json.toString()).containsAll(fields(json));
    }
  }

  @Test
  void aFieldThatTheSchemaDoesNotKnowIsRefused() throws Exception {
    JsonNode unknown = JSON.readTree("{\"sku\":\"A\",\"colour\":\"red\"}");
    assertThat(schema(OutputTopic.TRENDS).validate(unknown)).isNotEmpty();
  }

  @Test
  void idsNameWhatIsDescribedAndVersionsAreRevisions() throws Exception {
    Published trend = all().get(0);
    assertThat(trend.document().index()).isEqualTo("shop-trends");
    assertThat(trend.document().id()).isEqualTo("A\\|1|north|2011-12-09");
    assertThat(trend.document().version()).isEqualTo(7);
    assertThat(trend.topic().topic("shop")).isEqualTo("shop.trends.v1");
    Published forecast = all().get(1);
    assertThat(forecast.document().index()).isEqualTo("shop-forecasts-2011.12");
    assertThat(forecast.document().id()).isEqualTo("A\\|1|north|2011-12-09|ses");
    assertThat(forecast.key()).isEqualTo("A\\|1|north|ses");
    assertThat(forecast.partitionKey()).isEqualTo("A\\|1|north");
    assertThat(JSON.readTree(forecast.document().json()).get("targets"))
        .extracting(JsonNode::asText)
        .containsExactly("2011-12-10", "2011-12-11");
  }

  @Test
  void namesFullOfSeparatorsStillMakeAnId() throws Exception {
    String name = "|".repeat(255);
    Published a = documents.trend(trend(name, name + "a"));
    Published b = documents.trend(trend(name, name + "b"));
    assertThat(a.document().id()).isNotEqualTo(b.document().id()).hasSizeLessThan(200);
  }

  @Test
  void whatIsNotKnownIsLeftOutAndNumbersAreRounded() throws Exception {
    JsonNode json = JSON.readTree(all().get(0).document().json());
    assertThat(json.has("year_change")).isFalse();
    assertThat(json.get("level").toString()).isEqualTo("1.2346");
    assertThat(json.get("units").toString()).isEqualTo("2.5");
    assertThat(ResultDocuments.rounded(-0.00001)).hasToString("0.0");
    assertThat(ResultDocuments.rounded(1e300)).isEqualTo(1e300);
  }

  private List<Published> all() throws Exception {
    List<Published> all = new ArrayList<>();
    all.add(documents.trend(trend("A|1", "north")));
    all.add(
        documents.forecast(
            new Forecast(
                "A|1",
                "north",
                DAY,
                "ses",
                7,
                new double[] {1, 2},
                new double[][] {{0.5, 0.25}, {3, 4}})));
    all.add(
        documents.rejection(
            new Rejection(RejectionReason.EMPTY, "nothing", "sales-0@7", "\u0000 \ud800")));
    all.add(documents.late(new Sale("x", "A|1", "north", 0, -1500, Sale.NO_PRICE, true, "c")));
    return all;
  }

  private static Trend trend(String sku, String location) {
    return new Trend(
        sku, location, DAY, 7, 2500, 10_000, 2, 1.23456789, -0.1, 0, 1, 1, -2, Double.NaN);
  }

  private static JsonSchema schema(OutputTopic topic) throws Exception {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(resource("/schema/" + topic.code() + ".v1.schema.json"));
  }

  private static JsonNode resource(String name) throws Exception {
    try (InputStream in = ResultDocumentsTest.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    }
  }

  private static TreeSet<String> fields(JsonNode node) {
    TreeSet<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
