package io.skucast.job.io.publish;

import static io.skucast.job.io.publish.Contracts.assertKept;
import static io.skucast.job.io.publish.Contracts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.learn.LinearModel;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of models as documents: what is served, since when, and how it came about. */
class ModelDocumentsTest {
  private static final int DAY = (int) LocalDate.parse("2011-12-09").toEpochDay();

  private final ResultDocuments documents =
      new ResultDocuments(
          "shop",
          new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()),
          new double[] {0.5},
          List.of("expected", "event"));

  @Test
  void aVersionHasItsProvenanceAndItsNumbersInFull() throws Exception {
    Published model = documents.model(version(ModelGroup.LINEAR, 0.1234567890123, 1e-6));
    assertKept(model);
    assertThat(json(model))
        .isEqualTo(
            json(
                """
                {"model": "linear", "category": "toys|wood", "first_horizon": 1, "last_horizon": 14,
                 "version": 15317, "effective_origin": "2011-12-09",
                 "trained_through": "2011-12-08", "samples": 5000, "loss": 0.75,
                 "naive_loss": 1.5, "ridge": 1.0E-6, "condition": 1234.5678901, "mix": 0.25,
                 "residual_variance": 0.7, "layout": "00ff", "intercept": -1.0E-9,
                 "features": [
                  {"name": "expected", "coefficient": 0.1234567890123, "mean": 1.0},
                  {"name": "event", "coefficient": -2.0, "mean": 0.03}]}
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {ModelGroup.LINEAR, ModelGroup.DIRECTION})
  void aModelOfEveryKindKeepsToTheSchema(String kind) throws Exception {
    assertKept(documents.model(version(kind, 1, 0)));
  }

  @Test
  void theSchemaRefusesAModelWithoutItsProvenance() throws Exception {
    ObjectNode json = (ObjectNode) json(documents.model(version(ModelGroup.LINEAR, 1, 0)));
    json.remove("trained_through");
    assertThat(Contracts.schema(OutputTopic.MODELS).validate(json)).isNotEmpty();
  }

  @Test
  void theKeyIsTheGroupAndTheIdIsTheGroupAndTheEffectiveOrigin() throws Exception {
    Published model = documents.model(version(ModelGroup.LINEAR, 1, 0));
    assertThat(model.topic().topic("shop")).isEqualTo("shop.models.v1");
    assertThat(model.topic().isCompacted()).isTrue();
    assertThat(model.key()).isEqualTo("linear:1-14:toys|wood");
    assertThat(model.partitionKey()).isEqualTo(model.key());
    assertThat(model.document().index()).isEqualTo("shop-models");
    assertThat(model.document().id()).isEqualTo("linear:1-14:toys|wood|2011-12-09");
    assertThat(model.document().version()).isEqualTo(15_317);
  }

  @Test
  void aVersionOfAnotherLayoutIsRefused() {
    ResultDocuments others =
        new ResultDocuments(
            "shop",
            new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()),
            new double[] {0.5},
            List.of("expected"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> others.model(version(ModelGroup.LINEAR, 1, 0)))
        .withMessage("linear:1-14:toys|wood has 2 features, allowed is 1");
  }

  private static ModelVersion version(String kind, double coefficient, double ridge) {
    return new ModelVersion(
        new ModelGroup(kind, "toys|wood", 1, 14),
        DAY,
        DAY,
        DAY - 1,
        5000,
        0.75,
        1.5,
        ridge,
        1234.5678901,
        new LinearModel(-1e-9, new double[] {coefficient, -2}),
        new double[] {1, 0.03},
        0.7,
        1,
        0.25,
        "00ff");
  }
}
