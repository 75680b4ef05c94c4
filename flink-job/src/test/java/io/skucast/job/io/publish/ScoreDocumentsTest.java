package io.skucast.job.io.publish;

import static io.skucast.job.io.publish.Contracts.assertKept;
import static io.skucast.job.io.publish.Contracts.json;
import static io.skucast.job.io.publish.Contracts.schema;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.score.Alert;
import io.skucast.core.score.PeriodScore;
import io.skucast.core.score.RolledUp;
import io.skucast.core.score.RunningScore;
import io.skucast.core.score.Scored;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scores and alerts as documents: what is known of which lags, under which names and ids. */
class ScoreDocumentsTest {
  private static final int DAY = (int) LocalDate.parse("2011-12-09").toEpochDay();
  private static final double[] NONE = {Double.NaN, Double.NaN};

  private final ResultDocuments documents =
      new ResultDocuments(
          "shop",
          new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()),
          new double[] {0.5},
          List.of());

  @Test
  void anItemOfALagHasThePeriodsScoresAndTheRunningOnes() throws Exception {
    Published accuracy = documents.accuracy(scored(new double[] {-1.5, 2}, new double[] {1, 0}));
    assertKept(accuracy);
    assertThat(json(accuracy))
        .isEqualTo(
            json(
                """
                {"sku": "A|1", "location": "north", "level": "sku", "period": "2011-12-09",
                 "forecaster": "combined", "demand": 2.5, "tracking_signal": -0.25, "lags": [
                 {"lag": 1, "error": -1.5, "absolute_error": 1.5, "squared_scaled_error": 2.25,
                  "pinball": 1.0, "inside_50": 1.0, "inside_80": 1.0, "inside_90": 1.0,
                  "scores": 3, "bias": 1.0, "mae": 1.0, "mse": 1.0, "rmse": 1.0, "mase": 1.0,
                  "rmsse": 1.0, "added_to_naive": 1.0, "added_to_seasonal_naive": 1.0,
                  "pinball_running": 1.0, "coverage_50": 1.0, "coverage_80": 1.0,
                  "coverage_90": 1.0},
                 {"lag": 7, "error": 2.0, "absolute_error": 2.0, "squared_scaled_error": 4.0,
                  "pinball": 0.0, "inside_50": 0.0, "inside_80": 0.0, "inside_90": 0.0,
                  "scores": 4, "bias": 0.0, "mae": 0.0, "mse": 0.0, "rmse": 0.0, "mase": 0.0,
                  "rmsse": 0.0, "added_to_naive": 0.0, "added_to_seasonal_naive": 0.0,
                  "pinball_running": 0.0, "coverage_50": 0.0, "coverage_80": 0.0,
                  "coverage_90": 0.0}]}
                """));
  }

  @Test
  void aLagWithoutAForecastHasNoItem() throws Exception {
    Published accuracy =
        documents.accuracy(scored(new double[] {Double.NaN, 2}, new double[] {1, 1}));
    assertKept(accuracy);
    assertThat(lags(accuracy)).containsExactly(7);

    Published rollUp =
        documents.rollUp(rolledUp("*", "*", new long[] {0, 5}, new double[] {Double.NaN, 1}));
    assertKept(rollUp);
    assertThat(lags(rollUp)).containsExactly(7);
  }

  @Test
  void figuresThatAreNotKnownAreLeftOut() throws Exception {
    Published accuracy = documents.accuracy(scored(new double[] {1, 2}, NONE));
    assertKept(accuracy);
    assertThat(json(accuracy).has("tracking_signal")).isFalse();
    assertThat(names(json(accuracy).at("/lags/0")))
        .containsExactly("lag", "error", "absolute_error", "squared_scaled_error", "scores");

    Published rollUp = documents.rollUp(rolledUp("*", "north", new long[] {1, 1}, NONE));
    assertKept(rollUp);
    assertThat(names(json(rollUp).at("/lags/1"))).containsExactly("lag", "series", "demand");
  }

  @Test
  void whereNothingWasScoredTheDocumentStillKeepsToItsSchema() throws Exception {
    assertKept(documents.accuracy(scored(NONE, NONE)));
    assertKept(documents.rollUp(rolledUp("*", "*", new long[2], NONE)));
  }

  @ParameterizedTest
  @CsvSource({"category:toys, *, category", "*, north, location", "*, *, total"})
  void aRollUpNamesItsLevel(String sku, String location, String level) throws Exception {
    Published rollUp =
        documents.rollUp(rolledUp(sku, location, new long[] {2, 1}, new double[] {0.5, 0.25}));
    assertKept(rollUp);
    assertThat(json(rollUp).get("level").asText()).isEqualTo(level);
    assertThat(json(rollUp).at("/lags/0"))
        .isEqualTo(
            json(
                """
                {"lag": 1, "series": 2, "demand": 30.0, "wape": 0.5, "bias_share": -0.5,
                 "rmsse": 0.5, "pinball_share": 0.5, "coverage_80": 0.5, "coverage_90": 0.5}
                """));
    assertThat(rollUp.document().index()).isEqualTo("shop-accuracy-2011.12");
    assertThat(rollUp.document().id()).isEqualTo(sku + '|' + location + "|2011-12-09|combined");
  }

  @ParameterizedTest
  @EnumSource(Alert.Kind.class)
  void anAlertOfAnyKindKeepsToItsSchema(Alert.Kind kind) throws Exception {
    Published alert = documents.alert(alert(kind));
    assertKept(alert);
    assertThat(json(alert).get("kind").asText())
        .isEqualTo(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @Test
  void aRefusalOfAModelThatIsNoNumberIsAnAlertWithoutAValue() throws Exception {
    Published alert =
        documents.alert(
            new Alert(
                "category:toys",
                "*",
                DAY,
                Alert.Kind.MODEL_REFUSED,
                15,
                Double.NaN,
                Double.MAX_VALUE,
                "Loss is NaN: the last version stays."));
    assertKept(alert);
    assertThat(json(alert).has("value")).isFalse();
    assertThat(json(alert).get("level").asText()).isEqualTo("category");
    assertThat(alert.document().id()).isEqualTo("category:toys|*|2011-12-09|model-refused|15");
  }

  @Test
  void idsNameWhatIsDescribedAndVersionsAreFinal() throws Exception {
    Published accuracy = documents.accuracy(scored(new double[] {1, 1}, NONE));
    assertThat(accuracy.topic().topic("shop")).isEqualTo("shop.accuracy.v1");
    assertThat(accuracy.document().index()).isEqualTo("shop-accuracy-2011.12");
    assertThat(accuracy.document().id()).isEqualTo("A\\|1|north|2011-12-09|combined");
    assertThat(accuracy.document().version()).isEqualTo(1);
    assertThat(accuracy.key()).isEqualTo("A\\|1|north");

    Published alert = documents.alert(alert(Alert.Kind.DRIFT_UP));
    assertThat(alert.topic().topic("shop")).isEqualTo("shop.alerts.v1");
    assertThat(alert.document().index()).isEqualTo("shop-alerts");
    assertThat(alert.document().id()).isEqualTo("A\\|1|north|2011-12-09|drift-up|7");
    assertThat(alert.document().version()).isEqualTo(1);
    assertThat(alert.partitionKey()).isEqualTo("A\\|1|north");
  }

  @Test
  void theSchemaTellsSeriesAndLevelsApart() throws Exception {
    ObjectNode total =
        (ObjectNode)
            json(documents.rollUp(rolledUp("*", "*", new long[] {1, 1}, new double[] {1, 1})));
    assertThat(schema(OutputTopic.ACCURACY).validate(total)).isEmpty();
    assertThat(schema(OutputTopic.ACCURACY).validate(total.deepCopy().put("level", "sku")))
        .isNotEmpty();
    assertThat(schema(OutputTopic.ACCURACY).validate(total.deepCopy().put("demand", 1)))
        .isNotEmpty();
  }

  /**
   * @param figure every figure but the errors
   */
  private static Scored scored(double[] error, double[] figure) {
    return new Scored(
        "A|1",
        "north",
        DAY,
        "combined",
        2.5,
        new int[] {1, 7},
        new PeriodScore(
            error,
            Arrays.stream(error).map(Math::abs).toArray(),
            Arrays.stream(error).map(e -> e * e).toArray(),
            figure,
            figure,
            figure,
            figure),
        new RunningScore(
            new int[] {3, 4},
            figure,
            figure,
            figure,
            figure,
            figure,
            figure,
            figure,
            figure,
            figure,
            figure,
            figure,
            figure[0] * -0.25));
  }

  /**
   * @param figure every figure but demand
   */
  private static RolledUp rolledUp(String sku, String location, long[] series, double[] figure) {
    return new RolledUp(
        sku,
        location,
        DAY,
        "combined",
        new int[] {1, 7},
        series,
        new double[] {30, 20},
        figure,
        Arrays.stream(figure).map(f -> -f).toArray(),
        figure,
        figure,
        figure,
        figure);
  }

  private static Alert alert(Alert.Kind kind) {
    return new Alert("A|1", "north", DAY, kind, 7, -1.25, -0.5, "Forecasts need a look.");
  }

  private static List<Integer> lags(Published result) throws Exception {
    List<Integer> lags = new ArrayList<>();
    json(result).get("lags").forEach(item -> lags.add(item.get("lag").asInt()));
    return lags;
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
