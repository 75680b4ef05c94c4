package io.skucast.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesBytesTest {
  @ParameterizedTest
  @EnumSource(DemandKind.class)
  void aSeriesKeepsAtMostEightKilobytesAfterAYearAndADayWritesLessThanThreeOfThem(DemandKind kind)
      throws Exception {
    SeriesBytes bytes = SeriesBytes.of(kind);
    assertThat(bytes.total()).isBetween(3_000, 8 * 1024);
    assertThat(bytes.written()).isBetween(1_000, 3 * 1024);
    // Rows wait for the linear model's lessons, each some hundred bytes.
    assertThat(bytes.lessons()).isBetween(500, 1_500);
    // A year in segments of 28 days, each of 28 whole numbers of units and three bytes more.
    assertThat(bytes.history()).isBetween(14 * 31, 14 * 40);
  }
}
