package io.skucast.udf.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.udf.Calls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows that are added to parts, retracted from any part and joined in any order give, to the last
 * bit, what a fresh group of the rows that remain gives.
 */
class RetractionPropertiesTest {
  private static final int SEEDS = 300;
  private static final double[] NUMBERS = {0, 0.1, 0.2, 0.3, 1e15, 1e-9, 7, -3, 1.0 / 3, -0.0};

  static Stream<Class<? extends UserDefinedFunction>> aggregates() {
    return AggregateFunctions.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("aggregates")
  void anyInterleavingGivesWhatTheRemainingRowsGive(Class<? extends AggregateFunction<?, ?>> type) {
    AggregateFunction<?, ?> function = Calls.open(type);
    int results = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Object[]> remaining = new ArrayList<>();
      Object interleaved = interleave(function, random, remaining);
      Collections.shuffle(remaining, random);
      Object fresh = function.createAccumulator();
      remaining.forEach(row -> Calls.accumulate(function, fresh, row));
      Object expected = Calls.value(function, fresh);
      assertThat(Calls.value(function, interleaved)).as("seed " + seed).isEqualTo(expected);
      results += expected == null ? 0 : 1;
    }
    assertThat(results).isGreaterThan(SEEDS / 2);
  }

  private static Object interleave(
      AggregateFunction<?, ?> function, Random random, List<Object[]> remaining) {
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      parts.add(function.createAccumulator());
    }
    for (int step = random.nextInt(60); step >= 0; step--) {
      Object part = parts.get(random.nextInt(parts.size()));
      int what = random.nextInt(10);
      if (what < 6) {
        Object[] row = row(function, random);
        Calls.accumulate(function, part, row);
        remaining.add(row);
      } else if (what < 9 && !remaining.isEmpty()) {
        // Often from a part that never saw it, as after a shuffle of two phases.
        Object[] row = remaining.remove(random.nextInt(remaining.size()));
        Calls.retract(function, part, row);
      } else if (parts.size() > 1) {
        parts.remove(part);
        Calls.merge(function, parts.get(random.nextInt(parts.size())), List.of(part));
      }
    }
    Object all = parts.remove(0);
    Calls.merge(function, all, parts);
    return all;
  }

  /** Few different values, so that many rows are equal. */
  private static Object[] row(AggregateFunction<?, ?> function, Random random) {
    Class<?>[] types = Calls.methods(function, "accumulate").get(0).getParameterTypes();
    Object[] row = new Object[types.length - 1];
    for (int i = 0; i < row.length; i++) {
      row[i] =
          types[i + 1] == Object.class
              ? Long.valueOf(random.nextInt(12))
              : Double.valueOf(NUMBERS[random.nextInt(NUMBERS.length)]);
    }
    if (function instanceof Coverage && (double) row[1] > (double) row[2]) {
      row[1] = row[2];
    }
    return row;
  }
}
