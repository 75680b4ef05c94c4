package io.skucast.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A ledger whose scores no one wants learns from them all the same. */
class UnheardScoresTest {
  @Test
  void theLedgerAndTheAlertsAreTheSameAndNoScoreIsTold() throws Exception {
    ScoreFixture told = ScoreFixture.daily(2);
    ScoreFixture unheard = ScoreFixture.daily(2);
    List<Alert> alerts = new ArrayList<>();
    ScoreSink deaf =
        new ScoreSink() {
          @Override
          public boolean wantsScores() {
            return false;
          }

          @Override
          public void score(Scored scored) {
            throw new AssertionError("told " + scored);
          }

          @Override
          public void alert(Alert alert) {
            alerts.add(alert);
          }
        };
    Random random = new Random(1);
    for (int period = 0; period < 200; period++) {
      // Demand doubles in the middle, so that there is something to be alarmed about.
      double demand = random.nextInt(10) * (period < 100 ? 1 : 3);
      if (period >= 2) {
        told.score(period - 2, demand);
        unheard.step.score(ScoreFixture.SERIES, unheard.ledger, unheard, period - 2, demand, deaf);
      }
      double mean = random.nextInt(10);
      for (ScoreFixture fixture : List.of(told, unheard)) {
        fixture.remember(
            period, mean, mean / 4, mean / 3, mean / 2, mean, mean + 2, mean + 3, mean + 4);
      }
    }
    assertThat(told.scored).hasSizeGreaterThan(500);
    assertThat(told.alerts).isNotEmpty();
    assertThat(alerts).usingRecursiveComparison().isEqualTo(told.alerts);
    assertThat(unheard.ledger).usingRecursiveComparison().isEqualTo(told.ledger);
    assertThat(unheard.pages).usingRecursiveComparison().isEqualTo(told.pages);
  }
}
