package io.skucast.udf.table;

import static io.skucast.udf.table.Rows.arrays;
import static io.skucast.udf.table.Rows.doubles;
import static io.skucast.udf.table.Rows.numbers;
import static io.skucast.udf.table.Rows.strings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class ExplodeForecastTest {
  private static final ArrayData TARGETS = strings("2024-03-04", "2024-03-05");
  private static final ArrayData MEAN = doubles(4, 3);
  private static final ArrayData LEVELS = doubles(0.05, 0.5, 0.95);
  private static final ArrayData QUANTILES = arrays(doubles(0, 1), doubles(9, 2), doubles(18, 3));

  @Test
  void aHorizonIsARowWithAllOfItsQuantiles() throws Exception {
    List<Row> rows = explode(TARGETS, MEAN, LEVELS, QUANTILES);
    assertThat(rows).hasSize(2);
    Row first = rows.get(0);
    assertThat(first.getField(0)).isEqualTo(1);
    assertThat(first.getField(1)).isEqualTo("2024-03-04");
    assertThat(first.getField(2)).isEqualTo(4.0);
    assertThat(first.<Double>getFieldAs(3)).isCloseTo(1, within());
    assertThat(first.getField(4)).isEqualTo(9.0);
    assertThat(first.<Double>getFieldAs(5)).isCloseTo(17, within());
    assertThat(first.<Double[]>getFieldAs(6)).containsExactly(0.0, 9.0, 18.0);
    assertThat(rows.get(1).<Double[]>getFieldAs(6)).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void aQuantileOutsideOfTheIssuedLevelsIsNotMadeUp() throws Exception {
    Row row = explode(TARGETS, MEAN, doubles(0.2, 0.8), arrays(MEAN, MEAN)).get(0);
    assertThat(row.getField(3)).isNull();
    assertThat(row.getField(4)).isEqualTo(4.0);
    assertThat(row.getField(5)).isNull();
  }

  @Test
  void whatIsNotKnownIsNull() throws Exception {
    assertThat(explode(null, MEAN, LEVELS, QUANTILES)).isEmpty();
    assertThat(explode(TARGETS, null, LEVELS, QUANTILES)).isEmpty();
    Row without = explode(TARGETS, numbers(null, Double.NaN), LEVELS, null).get(1);
    assertThat(without).isEqualTo(Row.of(2, "2024-03-05", null, null, null, null, null));
  }

  @Test
  void arraysOfAnotherLengthAreRefusedByName() {
    assertRefused(
        TARGETS,
        doubles(1),
        LEVELS,
        QUANTILES,
        "EXPLODE_FORECAST: mean is of 1 elements: allowed is a number for each of the targets, 2");
    assertRefused(
        TARGETS, MEAN, doubles(0.5), QUANTILES, "EXPLODE_FORECAST: quantiles is of 3 elements");
    assertRefused(
        TARGETS,
        MEAN,
        doubles(0.1, 0.9),
        arrays(MEAN, doubles(1)),
        "EXPLODE_FORECAST: quantiles[2] is of 1 elements");
  }

  @Test
  void levelsThatDoNotAscendAreRefusedByName() {
    assertRefused(
        TARGETS,
        MEAN,
        doubles(0.5, 0.5),
        arrays(MEAN, MEAN),
        "EXPLODE_FORECAST: levels[2] is 0.5: allowed is above 0.5, below 1");
  }

  private static void assertRefused(
      ArrayData targets, ArrayData mean, ArrayData levels, ArrayData quantiles, String message) {
    assertThatThrownBy(() -> explode(targets, mean, levels, quantiles))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static List<Row> explode(
      ArrayData targets, ArrayData mean, ArrayData levels, ArrayData quantiles) throws Exception {
    return Rows.of(new ExplodeForecast(), f -> f.eval(targets, mean, levels, quantiles));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
