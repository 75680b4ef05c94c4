package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.sale.Series;
import org.junit.jupiter.api.Test;

class DeepBlendTest {
  private static final double[] LEVELS = {0.1, 0.9};
  private static final int[] LAGS = {1, 3};
  private static final DeepAnswer ANSWER =
      new DeepAnswer(new double[] {4, 8}, new double[][] {{2, 4}, {6, 12}});

  @Test
  void meansAndQuantilesAreTheWeightedMeansOfBothLevelByLevel() {
    Outlook blended = new DeepBlend(0.25, LEVELS, LAGS, 0).apply(outlook(0), ANSWER, "v1");
    assertThat(blended.mean()).containsExactly(0.75 * 2 + 1, 0.75 * 2 + 2, 2);
    assertThat(blended.quantiles()[0]).containsExactly(0.75 + 0.5, 0.75 + 1, 1);
    assertThat(blended.quantiles()[1]).containsExactly(0.75 * 3 + 1.5, 0.75 * 3 + 3, 3);
    assertThat(blended.lagQuantiles()[1]).containsExactly(3.75f, 3f);
    assertThat(blended.deepVersion()).isEqualTo("v1");
    assertThat(blended.window()).isEmpty();
  }

  @Test
  void quantilesAreMultiplesOfTheLot() {
    Outlook blended = new DeepBlend(0.25, LEVELS, LAGS, 0).apply(outlook(1), ANSWER, "v1");
    assertThat(blended.mean()).containsExactly(0.75 * 2 + 1, 0.75 * 2 + 2, 2);
    assertThat(blended.quantiles()[0]).containsExactly(1, 2, 1);
    assertThat(blended.quantiles()[1]).containsExactly(4, 5, 3);
    assertThat(blended.lagQuantiles()[1]).containsExactly(4f, 3f);
  }

  @Test
  void theDeepModelIsScoredWhereItReaches() {
    Outlook blended = new DeepBlend(0.25, LEVELS, LAGS, 0).apply(outlook(), ANSWER, "v1");
    assertThat(blended.lagMeans()[0]).containsExactly(4, Float.NaN);
  }

  @Test
  void withoutAnAnswerNothingChangesButTheFlag() {
    Outlook own = outlook();
    Outlook blended = new DeepBlend(0.5, LEVELS, LAGS, 0).apply(own, null, "");
    assertThat(blended.mean()).isSameAs(own.mean());
    assertThat(blended.quantiles()).isSameAs(own.quantiles());
    assertThat(blended.lagMeans()).isSameAs(own.lagMeans());
    assertThat(blended.deepVersion()).isEqualTo(Outlook.NO_DEEP_VERSION);
  }

  @Test
  void itsOwnForecastIsTheOthersBeyondItsReach() {
    Forecast deep = new DeepBlend(0.5, LEVELS, LAGS, 0).forecast(outlook(), ANSWER, "v1");
    assertThat(deep.forecaster()).isEqualTo(ForecasterBank.DEEP);
    assertThat(deep.mean()).containsExactly(new double[] {4, 8, 2}, within(0.0));
    assertThat(deep.quantiles()[1]).containsExactly(6, 12, 3);
  }

  @Test
  void aWeightIsAShare() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DeepBlend(1.5, LEVELS, LAGS, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeepBlend(Double.NaN, LEVELS, LAGS, 0));
  }

  private static Outlook outlook() {
    return outlook(1);
  }

  private static Outlook outlook(double lot) {
    return new Outlook(
        new Series("sku", "north").key(),
        "",
        100,
        7,
        50,
        true,
        lot,
        new double[] {2, 2, 2},
        new double[][] {{1, 1, 1}, {3, 3, 3}},
        new float[][] {{1, 1}, {3, 3}},
        new float[][] {{Float.NaN, Float.NaN}},
        new float[0],
        new SealedRow[0],
        new float[] {1, 2},
        Outlook.NO_DEEP_VERSION);
  }
}
