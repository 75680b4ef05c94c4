package io.skucast.job.io.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Trend;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.Sale;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents keep to the schema of their topic, and say by id and version what they describe. */
class ResultDocumentsTest {
  private static final int DAY = (int) LocalDate.parse("2011-12-09").toEpochDay();

  private final ResultDocuments documents =
      new ResultDocuments(
          "shop",
          new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()),
          new double[] {0.1, 0.9},
          List.of());

  @Test
  void everyDocumentKeepsToItsSchemaAndToItsIndexMapping() throws Exception {
    for (Published result : all()) {
      Contracts.assertKept(result);
    }
  }

  @Test
  void aFieldThatTheSchemaDoesNotKnowIsRefused() throws Exception {
    JsonNode unknown = Contracts.json("{\"sku\":\"A\",\"colour\":\"red\"}");
    assertThat(Contracts.schema(OutputTopic.TRENDS).validate(unknown)).isNotEmpty();
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
    assertThat(Contracts.json(forecast).get("targets"))
        .extracting(JsonNode::asText)
        .containsExactly("2011-12-10", "2011-12-11");
  }

  @Test
  void aForecastThatAModelHadAPartInSaysWhatMovedItAndWhetherDemandRises() throws Exception {
    Published explained =
        documents.forecast(
            explained(
                new Contribution[] {
                  new Contribution("ses", 4.5, 12.25), new Contribution("event", 0.5, -3)
                },
                0.125));
    Contracts.assertKept(explained);
    assertThat(Contracts.json(explained).get("contributions"))
        .isEqualTo(
            Contracts.json(
                """
                [{"feature": "ses", "value": 4.5, "effect": 12.25},
                 {"feature": "event", "value": 0.5, "effect": -3.0}]
                """));
    assertThat(Contracts.json(explained).get("rise_probability").asDouble()).isEqualTo(0.125);
  }

  @Test
  void whatNoModelHadAPartInHasNeither() throws Exception {
    Published plain = documents.forecast(explained(new Contribution[0], Double.NaN));
    Contracts.assertKept(plain);
    assertThat(Contracts.json(plain).has("contributions")).isFalse();
    assertThat(Contracts.json(plain).has("rise_probability")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "A, north, sku",
    "category:toys, north, category-location",
    "category:toys, *, category",
    "*, north, location",
    "*, *, total"
  })
  void aForecastNamesItsLevel(String sku, String location, String level) throws Exception {
    JsonNode json = Contracts.json(documents.forecast(forecast(sku, location)));
    assertThat(json.get("level").asText()).isEqualTo(level);
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
    JsonNode json = Contracts.json(all().get(0));
    assertThat(json.has("year_change")).isFalse();
    assertThat(json.get("level").toString()).isEqualTo("1.2346");
    assertThat(json.get("units").toString()).isEqualTo("2.5");
    assertThat(JsonObject.rounded(-0.00001)).hasToString("0.0");
    assertThat(JsonObject.rounded(1e300)).isEqualTo(1e300);
  }

  private List<Published> all() throws Exception {
    List<Published> all = new ArrayList<>();
    all.add(documents.trend(trend("A|1", "north")));
    all.add(documents.forecast(forecast("A|1", "north")));
    all.add(documents.forecast(forecast("category:toys", "north")));
    all.add(
        documents.rejection(
            new Rejection(RejectionReason.EMPTY, "nothing", "sales-0@7", "\u0000 \ud800")));
    all.add(documents.late(new Sale("x", "A|1", "north", 0, -1500, Sale.NO_PRICE, true, "c")));
    return all;
  }

  private static Forecast forecast(String sku, String location) {
    return new Forecast(
        sku, location, DAY, "ses", 7, new double[] {1, 2}, new double[][] {{0.5, 0.25}, {3, 4}});
  }

  private static Forecast explained(Contribution[] contributions, double rise) {
    Forecast plain = forecast("A|1", "north");
    return new Forecast(
        plain.sku(),
        plain.location(),
        DAY,
        "combined",
        7,
        plain.mean(),
        plain.quantiles(),
        contributions,
        rise);
  }

  private static Trend trend(String sku, String location) {
    return new Trend(
        sku, location, DAY, 7, 2500, 10_000, 2, 1.23456789, -0.1, 0, 1, 1, -2, Double.NaN);
  }
}
