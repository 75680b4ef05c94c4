package io.skucast.job.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.LearnerOptions;
import io.skucast.job.config.Settings;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class LearningPlanTest {
  private static final LearnerOptions OWN =
      new LearnerOptions(new double[] {1}, 0, 2, 50, 1e8, 1.1, -1);
  private static final SealedClock CLOCK =
      new CalendarSealedClock(Settings.of(Map.of("time.lateness-periods", "2")));
  private static final LearningPlan PLAN =
      LearningPlan.of(new Blocks(7, 0.99), LearnerOptions.DEFAULT, CLOCK, 3)
          .withRules("toys", new LearningPlan.Rules(0.9, OWN));

  @Test
  void aCategoryHasItsOwnRulesOrThoseOfAll() {
    assertThat(PLAN.blocks("toys")).isEqualTo(new Blocks(7, 0.9));
    assertThat(PLAN.options("toys")).isSameAs(OWN);
    assertThat(PLAN.blocks("shoes")).isEqualTo(new Blocks(7, 0.99));
    assertThat(PLAN.options("*")).isSameAs(LearnerOptions.DEFAULT);
  }

  @Test
  void aPlanIsSerializable() throws Exception {
    LearningPlan sent = InstantiationUtil.clone(PLAN.withLayout("f").withTrainingAtEnd(true));
    assertThat(sent.blocks("toys")).isEqualTo(PLAN.blocks("toys"));
    assertThat(sent.options("toys").ridges()).containsExactly(1);
    assertThat(sent.layout()).isEqualTo("f");
    assertThat(sent.trainsAtEnd()).isTrue();
    assertThat(sent.clock().sealedThrough(0)).isEqualTo(CLOCK.sealedThrough(0));
  }

  @Test
  void aPeriodIsSealedWhenItIsOverAndNoCorrectionMayFollow() {
    long midnight = Instant.parse("2024-03-10T00:00:00Z").toEpochMilli();
    int day = (int) (midnight / 86_400_000L);
    assertThat(CLOCK.sealedThrough(midnight - 1)).isEqualTo(day - 1 - 2);
    assertThat(CLOCK.sealedThrough(midnight - 2)).isEqualTo(day - 2 - 2);
  }

  @Test
  void whatIsNotAllowedIsNamed() {
    assertThatThrownBy(() -> PLAN.withSampleRows(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sampleRows is 0, allowed is from 1");
    assertThatThrownBy(() -> PLAN.withRules("toys", new LearningPlan.Rules(1.5, OWN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("retained is 1.5");
    assertThatThrownBy(() -> LearningPlan.of(new Blocks(7, 1), OWN, CLOCK, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("effectiveAfter is -1, allowed is from 0");
    assertThatThrownBy(() -> new LearningPlan(7, Map.of(), 1, "", false, CLOCK, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rules are for [], allowed is with *");
  }
}
