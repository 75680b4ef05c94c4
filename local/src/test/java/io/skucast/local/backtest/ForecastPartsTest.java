package io.skucast.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.sale.Series;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastPartsTest {
  private static final int[] ORIGINS = {-4, 24};
  private static final String A = Series.key("A", "Zürich");

  @TempDir private Path folder;
  private final double[] mean = new double[2];
  private final double[][] quantiles = new double[1][2];

  @Test
  void theHighestRevisionIsReadBackFromWhateverPartItIsIn() throws IOException {
    try (ForecastPartSink.Writer one = part(0);
        ForecastPartSink.Writer two = part(1)) {
      write(one, "A", 24, "ses", 7, 1.5);
      write(one, "A", 24, "naive", 7, 2.5);
      write(one, "A", -4, "ses", 3, 3.5);
      write(one, "A", 24, "ses", 9, 4.5);
      write(two, "A", 24, "ses", 8, 5.5);
      write(two, "B", 24, "ses", 1, 6.5);
    }
    try (ForecastParts parts = new ForecastParts(folder, ORIGINS, 2, 1)) {
      assertThat(parts.series()).containsExactly(A, Series.key("B", "Zürich"));
      assertThat(parts.read(A, 1, "ses", mean, quantiles)).isTrue();
      assertThat(mean).containsExactly(4.5, 5.5);
      assertThat(quantiles[0]).containsExactly(6.5, 7.5);
      assertThat(parts.read(A, 0, "ses", mean, quantiles)).isTrue();
      assertThat(mean).containsExactly(3.5, 4.5);
      assertThat(parts.read(A, 1, "naive", mean, quantiles)).isTrue();
      assertThat(mean).containsExactly(2.5, 3.5);
      assertThat(parts.read(A, 0, "naive", mean, quantiles)).isFalse();
      assertThat(parts.read(Series.key("C", "Zürich"), 0, "ses", mean, quantiles)).isFalse();
    }
  }

  @Test
  void forecastsFromOtherOriginsAreLeft() throws IOException {
    try (ForecastPartSink.Writer one = part(0)) {
      write(one, "A", 23, "ses", 7, 1.5);
    }
    assertThat(folder.resolve(ForecastParts.PREFIX + 0)).isEmptyFile();
  }

  private ForecastPartSink.Writer part(int subtask) throws IOException {
    return new ForecastPartSink.Writer(folder.resolve(ForecastParts.PREFIX + subtask), ORIGINS);
  }

  /** Mean {@code units} and one more, quantile two and three more. */
  private static void write(
      ForecastPartSink.Writer part,
      String sku,
      int origin,
      String forecaster,
      long revision,
      double units)
      throws IOException {
    part.write(
        new Forecast(
            sku,
            "Zürich",
            origin,
            forecaster,
            revision,
            new double[] {units, units + 1},
            new double[][] {{units + 2, units + 3}}),
        null);
  }
}
