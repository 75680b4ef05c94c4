package io.skucast.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What SQL says of a wrong call: its clients print the innermost cause. */
class WrongCallsITCase {
  private static SqlSession session;

  @BeforeAll
  static void openSession() {
    session = SqlSession.batch(Functions.thin());
  }

  @Test
  void aWrongValueIsOneLineWithTheNamesOfFunctionAndArgument() {
    assertThat(refusal("SELECT FORECAST_QUANTILE(ARRAY[0.1, 0.9], ARRAY[1, 2], 1.5)"))
        .hasMessage("FORECAST_QUANTILE: level is 1.5: allowed is above 0 and below 1");
    assertThat(refusal("SELECT EWMA(v, t, 7) FROM (VALUES (1, 1)) AS d (v, t)"))
        .hasMessage("EWMA: alpha is 7.0: allowed is 0 to 1");
  }

  @Test
  void aWrongTypeIsRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> session.rows("SELECT EWMA(v, t) FROM (VALUES (1, TRUE)) AS d (v, t)"))
        .hasStackTraceContaining("EWMA(value DOUBLE, time <")
        .hasStackTraceContaining("EWMA(INT NOT NULL, BOOLEAN NOT NULL)");
    assertThatThrownBy(() -> session.rows("SELECT PROB_ABOVE(1, 2, 3)"))
        .hasStackTraceContaining("PROB_ABOVE(levels => ARRAY<DOUBLE>");
  }

  private static Throwable refusal(String query) {
    try {
      session.rows(query);
    } catch (Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause;
    }
    throw new AssertionError("not refused: " + query);
  }
}
