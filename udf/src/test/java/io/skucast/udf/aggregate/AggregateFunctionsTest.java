package io.skucast.udf.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skucast.udf.Calls;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AggregateFunctionsTest {

  /** The result of rows that are told apart by nulls. */
  private static Object of(Class<? extends AggregateFunction<?, ?>> type, Object[]... rows) {
    AggregateFunction<?, ?> function = Calls.open(type);
    Object acc = function.createAccumulator();
    for (Object[] row : rows) {
      Calls.accumulate(function, acc, row);
    }
    return Calls.value(function, acc);
  }

  private static Object[] row(Object... values) {
    return values;
  }

  static Stream<Class<? extends UserDefinedFunction>> aggregates() {
    return AggregateFunctions.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("aggregates")
  void noRowIsNullAndARowWithANullIsNone(Class<? extends AggregateFunction<?, ?>> type) {
    AggregateFunction<?, ?> function = Calls.open(type);
    assertThat(function.isDeterministic()).isTrue();
    Object acc = function.createAccumulator();
    assertThat(Calls.value(function, acc)).isNull();
    int arguments = Calls.methods(function, "accumulate").get(0).getParameterCount() - 1;
    for (int i = 0; i < arguments; i++) {
      Object[] row = new Object[arguments];
      for (int j = 0; j < arguments; j++) {
        row[j] = j == i ? null : Double.valueOf(1);
      }
      Calls.accumulate(function, acc, row);
      assertThat(Calls.value(function, acc)).isNull();
      Calls.retract(function, acc, row);
      assertThat(Calls.value(function, acc)).isNull();
    }
  }

  @Test
  void wapeAndBiasAreSharesOfWhatWasSold() {
    Object[][] rows = {row(10.0, 7.0), row(30.0, 36.0), row(20.0, 20.0)};
    assertThat(of(Wape.class, rows)).isEqualTo(9.0 / 60);
    assertThat(of(Bias.class, rows)).isEqualTo(-3.0 / 60);
    assertThat(of(Wape.class, row(0.0, 4.0))).isNull();
  }

  @Test
  void theEndsOfABandAreInside() {
    assertThat(of(Coverage.class, row(1.0, 1.0, 2.0), row(2.0, 1.0, 2.0), row(3.0, 1.0, 2.0)))
        .isEqualTo(2.0 / 3);
  }

  @Test
  void timesOfAllKindsPutRowsInOrder() {
    Object byNumber = of(Ewma.class, row(8.0, 2, 0.5), row(4.0, 1, 0.5));
    assertThat(byNumber).isEqualTo(6.0);
    assertThat(
            of(
                Ewma.class,
                row(8.0, LocalDate.of(2024, 1, 2), 0.5),
                row(4.0, LocalDate.of(2024, 1, 1), 0.5)))
        .isEqualTo(byNumber);
    assertThat(
            of(
                Ewma.class,
                row(8.0, LocalDateTime.of(2024, 1, 1, 0, 0, 1), 0.5),
                row(4.0, LocalDateTime.of(2024, 1, 1, 0, 0), 0.5)))
        .isEqualTo(byNumber);
    assertThat(
            of(
                Ewma.class,
                row(8.0, Instant.parse("2024-01-01T00:00:00.000001Z"), 0.5),
                row(4.0, Instant.parse("2024-01-01T00:00:00Z"), 0.5)))
        .isEqualTo(byNumber);
    // The second is an hour earlier although its text is later.
    assertThat(
            of(
                Ewma.class,
                row(8.0, "2024-10-27T02:00:00+01:00", 0.5),
                row(4.0, "2024-10-27T02:00:00+02:00", 0.5)))
        .isEqualTo(byNumber);
  }

  @Test
  void unitsOfOnePeriodAreAddedUp() {
    assertThat(of(CrostonFunction.class, row(2.0, 1), row(3.0, 1), row(-9.0, 2), row(4.0, 2)))
        .isEqualTo(5.0);
  }

  @Test
  void aLineIsFoundWhateverItsStep() {
    assertThat((Double) of(TrendSlope.class, row(1.0, 10L), row(7.0, 13L), row(3.0, 11L)))
        .isCloseTo(2, within(1e-12));
    assertThat(
            (Double)
                of(
                    TrendSlope.class,
                    row(1.0, Instant.parse("2024-01-01T00:00:00Z")),
                    row(7.0, Instant.parse("2024-01-01T12:00:00Z"))))
        .isCloseTo(12, within(1e-12));
    assertThat(of(TrendSlope.class, row(1.0, 10L), row(7.0, 10L))).isNull();
  }

  @Test
  void maseComparesWithTheLastSeason() {
    Object[][] rows = {
      row(4.0, 5.0, 1, 2.0), row(8.0, 7.0, 2, 2.0), row(6.0, 6.0, 3, 2.0), row(8.0, 6.0, 4, 2.0)
    };
    assertThat(of(Mase.class, rows)).isEqualTo(1.0 / (2.0 / 2));
    assertThat(of(Mase.class, row(4.0, 5.0, 1), row(4.0, 5.0, 2))).isNull();
  }

  @Test
  void parametersAreThoseOfTheWholeGroup() {
    assertThatThrownBy(() -> of(Ewma.class, row(1.0, 1, 0.5), row(1.0, 2, 0.6)))
        .hasMessage("EWMA: alpha is 0.6: allowed is one for all rows of a group, here 0.5");
    assertThatThrownBy(() -> of(Ewma.class, row(1.0, 1, 1.5)))
        .hasMessage("EWMA: alpha is 1.5: allowed is 0 to 1");
    assertThatThrownBy(() -> of(HoltWintersFunction.class, row(1.0, 1, 7.5)))
        .hasMessage("HOLT_WINTERS: season is 7.5: allowed is a whole number, 1 to 10000");
    assertThat(of(HoltWintersFunction.class, row(1.0, 1, 2.0, null, null, null, null)))
        .isEqualTo(Row.of(1.0, 0.0, 0.0, 1.0));
  }

  @Test
  void aWrongRowIsNamedWithItsFunction() {
    assertThatThrownBy(() -> of(Wape.class, row(1.0, Double.NaN)))
        .hasMessage("WAPE: forecast is NaN: allowed is -1e16 to 1e16");
    assertThatThrownBy(() -> of(Coverage.class, row(1.0, 3.0, 2.0)))
        .hasMessage("COVERAGE: upper is 2.0: allowed is lower, which is 3.0, or more");
    assertThatThrownBy(() -> of(CrostonFunction.class, row(1.0, "yesterday")))
        .hasMessage(
            "CROSTON: time is 'yesterday': allowed is an ISO-8601 date, or date and time, such as"
                + " 2024-03-31T10:00+01:00");
    assertThatThrownBy(() -> of(CrostonFunction.class, row(9e15, 1), row(9e15, 1)))
        .hasMessage("CROSTON: demand is 1.8E16, allowed is 0.0 to 1.0E16");
  }
}
