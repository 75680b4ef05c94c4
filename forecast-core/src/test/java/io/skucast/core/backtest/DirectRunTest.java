package io.skucast.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.ForecasterBank;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DirectRunTest {
  private static final Bands BANDS = new Bands(new double[] {0.1, 0.9});
  private static final int[] ORIGINS = {59, 66, 73};

  private final DirectRun run =
      new DirectRun(() -> new ForecasterBank(PeriodUnit.DAY), ORIGINS, 7, BANDS);

  @Test
  void theMovingAverageIsScoredAsByHand() {
    SeriesHistory history = ScoreTest.history("A", 0, units(1, 81));
    SeriesScore score = run.run(history, "moving-average")[1];
    double mean = history.demand(39, 66) / 28;
    double squares = 0;
    for (int period = 67; period <= 73; period++) {
      squares += Math.pow(history.demand(period) - mean, 2);
    }
    assertThat(score.squares()).isCloseTo(squares, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(score.scale()).isEqualTo(Scale.at(history, ORIGINS)[1]);
  }

  @Test
  void whatComesAfterAnOriginChangesNoForecastFromIt() {
    int[] units = units(2, 81);
    SeriesScore[] before = run.run(ScoreTest.history("A", 0, units), "combined");
    for (int period = 67; period <= 80; period++) {
      units[period] += 50;
    }
    SeriesScore[] after = run.run(ScoreTest.history("A", 0, units), "combined");
    assertThat(after[1].forecast()).isEqualTo(before[1].forecast());
    assertThat(after[2].forecast()).isNotEqualTo(before[2].forecast());
  }

  @Test
  void theLossIsTheMeanOfBothRmsseAndLeavesOutSeriesYetToBegin() {
    SeriesHistory a = ScoreTest.history("A", 0, units(3, 81));
    SeriesHistory late = ScoreTest.history("B", 70, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5);
    double loss = run.loss(List.of(a, late), "ses");
    double sum = 0;
    SeriesScore[] ofA = run.run(a, "ses");
    SeriesScore[] ofLate = run.run(late, "ses");
    assertThat(ofLate[0]).isNull();
    assertThat(ofLate[1]).isNull();
    sum += ofA[0].rmsse() + ofA[1].rmsse();
    double weights = ofA[2].revenue() + ofLate[2].revenue();
    double weighted =
        (ofA[2].revenue() * ofA[2].rmsse() + ofLate[2].revenue() * ofLate[2].rmsse()) / weights;
    sum += ((ofA[2].rmsse() + ofLate[2].rmsse()) / 2 + weighted) / 2;
    assertThat(loss).isCloseTo(sum / 3, org.assertj.core.data.Offset.offset(1e-12));
  }

  private static int[] units(int seed, int periods) {
    return new Random(seed).ints(periods, 0, 9).toArray();
  }
}
