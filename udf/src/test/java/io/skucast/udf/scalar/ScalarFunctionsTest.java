package io.skucast.udf.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.udf.Calls;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.functions.ScalarFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarFunctionsTest {
  private static final ArrayData LEVELS = array(0.1, 0.5, 0.9);
  private static final ArrayData UNITS = array(2.0, 5.0, 11.0);
  private static final TimestampData TIME = TimestampData.fromEpochMillis(1_711_879_200_000L);

  private static ArrayData array(Double... items) {
    return new GenericArrayData(items);
  }

  /** Of every function a call that has a result. */
  static Stream<Arguments> calls() {
    return Stream.of(
        call(ForecastQuantile.class, 8.0, LEVELS, array(2.0, 5.0, 13.0), 0.65),
        call(ProbAbove.class, 0.5, LEVELS, UNITS, 5.0),
        call(NewsvendorQuantity.class, 8.75, LEVELS, UNITS, 3.0, 1.0),
        call(SafetyStockFunction.class, 0.0, 8.0, 4.0, 0.5),
        call(SafetyStockFunction.class, 0.0, 8.0, 4.0, 0.5, 20.0, 1.0),
        call(ReorderPoint.class, 80.0, 20.0, 8.0, 4.0, 0.5),
        call(ReorderPoint.class, 80.0, 20.0, 8.0, 4.0, 0.5, 1.0),
        call(WapeTerm.class, 0.05, 10.0, 7.0, 60.0),
        call(Smape.class, 0.5, 10.0, 6.0),
        call(Pinball.class, 3.6, 10.0, 6.0, 0.9),
        call(DemandClassFunction.class, "smooth", array(5.0, 6.0, 5.0)),
        call(PeriodStart.class, at("2024-03-30T23:00:00Z"), TIME, "day", "Europe/Berlin"),
        call(PeriodEnd.class, at("2024-03-31T22:00:00Z"), TIME, "day", "Europe/Berlin"));
  }

  private static Arguments call(
      Class<? extends ScalarFunction> function, Object result, Object... arguments) {
    return Arguments.of(function, result, arguments);
  }

  private static TimestampData at(String instant) {
    return TimestampData.fromInstant(Instant.parse(instant));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallGivesItsResultAndNullForEveryNull(
      Class<? extends ScalarFunction> type, Object result, Object[] arguments) {
    ScalarFunction function = Calls.open(type);
    assertThat(Calls.eval(function, arguments)).isEqualTo(result);
    for (int i = 0; i < arguments.length; i++) {
      Object[] withNull = arguments.clone();
      withNull[i] = null;
      assertThat(Calls.eval(function, withNull)).as("argument " + i).isNull();
    }
    assertThat(function.isDeterministic()).isTrue();
  }

  @Test
  void noFunctionIsLeftOut() {
    assertThat(calls().map(call -> call.get()[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(ScalarFunctions.ALL);
  }

  static Stream<Arguments> wrongCalls() {
    return Stream.of(
        call(
            ForecastQuantile.class,
            "FORECAST_QUANTILE: level is 1.5: allowed is above 0 and below 1",
            LEVELS,
            UNITS,
            1.5),
        call(
            ForecastQuantile.class,
            "FORECAST_QUANTILE: levels[2] is NULL: allowed is a number",
            array(0.1, null),
            UNITS,
            0.5),
        call(
            ProbAbove.class,
            "PROB_ABOVE: quantiles has 2 items: allowed is as many as levels, which has 3",
            LEVELS,
            array(1.0, 2.0),
            3.0),
        call(
            NewsvendorQuantity.class,
            "NEWSVENDOR_QUANTITY: excess_cost is 0.0: allowed is 1e-6 to 1e9",
            LEVELS,
            UNITS,
            1.0,
            0.0),
        call(
            SafetyStockFunction.class,
            "SAFETY_STOCK: service_level is 95.0: allowed is 0.5 to below 1",
            8.0,
            4.0,
            95.0),
        call(
            ReorderPoint.class,
            "REORDER_POINT: lead_time is -1.0: allowed is 0 to 100000",
            20.0,
            8.0,
            -1.0,
            0.9),
        call(
            WapeTerm.class,
            "WAPE_TERM: total is -1.0: allowed is 1e-9 to 1e22, or 0",
            1.0,
            1.0,
            -1.0),
        call(Smape.class, "SMAPE: actual is NaN: allowed is -1e16 to 1e16", Double.NaN, 1.0),
        call(Pinball.class, "PINBALL: level is 0.0: allowed is above 0 and below 1", 1.0, 1.0, 0.0),
        call(
            DemandClassFunction.class,
            "DEMAND_CLASS: demands[2] is Infinity: allowed is 0 to 1e16",
            array(1.0, Double.POSITIVE_INFINITY)),
        call(
            PeriodStart.class,
            "PERIOD_START: unit is 'days': allowed is hour, day, week or month",
            TIME,
            "days",
            "UTC"),
        call(
            PeriodEnd.class,
            "PERIOD_END: zone is 'Berlin': allowed is a name such as Europe/Berlin, or UTC",
            TIME,
            "day",
            "Berlin"),
        call(
            PeriodEnd.class,
            "PERIOD_END: time is 9223372036854775807 ms since 1970: allowed is the years 0000 to"
                + " 9999",
            TimestampData.fromEpochMillis(Long.MAX_VALUE),
            "hour",
            "UTC"));
  }

  @ParameterizedTest
  @MethodSource("wrongCalls")
  void aWrongArgumentIsNamedWithItsFunction(
      Class<? extends ScalarFunction> function, String message, Object[] arguments) {
    assertThatThrownBy(() -> Calls.eval(Calls.open(function), arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-31T10:00:00Z, day, 23",
    "2024-10-27T10:00:00Z, day, 25",
    "2024-10-27T00:30:00Z, hour, 1",
    "2024-03-31T10:00:00Z, week, 167",
    "2024-10-10T10:00:00Z, month, 745"
  })
  void aPeriodHasTheHoursThatItsZoneGivesIt(Instant time, String unit, long hours) {
    String zone = "Europe/Berlin";
    TimestampData at = TimestampData.fromInstant(time);
    TimestampData start = (TimestampData) Calls.eval(Calls.open(PeriodStart.class), at, unit, zone);
    TimestampData end = (TimestampData) Calls.eval(Calls.open(PeriodEnd.class), at, unit, zone);
    assertThat(end.getMillisecond() - start.getMillisecond()).isEqualTo(hours * 3_600_000);
    assertThat(start.toInstant()).isBeforeOrEqualTo(time);
    assertThat(end.toInstant()).isAfter(time);
    assertThat(start.toInstant().atZone(ZoneId.of(zone)).getMinute()).isZero();
  }

  @Test
  void shareOfNothingIsNull() {
    assertThat(new WapeTerm().eval(1.0, 2.0, 0.0)).isNull();
    assertThat(new WapeTerm().eval(1.0, 2.0, -0.0)).isNull();
    assertThat(new Smape().eval(0.0, 0.0)).isEqualTo(0.0);
    assertThat(new DemandClassFunction().eval(array())).isNull();
  }

  @Test
  void returnsAreNoDemand() {
    assertThat(new DemandClassFunction().eval(array(-3.0, 0.0, 5.0, -1.0, 5.0, 0.0, 0.0)))
        .isEqualTo("intermittent");
  }
}
