package io.skucast.udf;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.udf.aggregate.AggregateFunctions;
import io.skucast.udf.scalar.ScalarFunctions;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.types.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the arguments are, a result is finite or null, or the refusal names the function. */
class FiniteResultsTest {
  private static final int TRIES = 20_000;

  private static final Double[] NUMBERS = {
    null,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1e-300,
    -0.0,
    0.0,
    1e16,
    -1e16,
    1e-9,
    1 - 1e-16,
    0.5
  };

  private static final Object[] TIMES = {
    null, Long.MIN_VALUE, Long.MAX_VALUE, 0L, 1L, 2L, 3L, Long.MAX_VALUE - 1
  };

  static Stream<Class<? extends UserDefinedFunction>> scalars() {
    return ScalarFunctions.ALL.stream();
  }

  static Stream<Class<? extends UserDefinedFunction>> aggregates() {
    return AggregateFunctions.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void noScalarFunctionGivesNaNOrInfinity(Class<? extends ScalarFunction> type) {
    ScalarFunction function = Calls.open(type);
    Random random = new Random(7);
    List<Method> evals = Calls.methods(function, "eval");
    int results = 0;
    for (int i = 0; i < TRIES; i++) {
      Object[] arguments = arguments(evals.get(random.nextInt(evals.size())), 0, random);
      results += finite(type, () -> Calls.eval(function, arguments), arguments);
    }
    // Not all are refused: the test would say nothing.
    assertThat(results).isGreaterThan(TRIES / 1000);
  }

  @ParameterizedTest
  @MethodSource("aggregates")
  void noAggregateFunctionGivesNaNOrInfinity(Class<? extends AggregateFunction<?, ?>> type) {
    AggregateFunction<?, ?> function = Calls.open(type);
    Random random = new Random(7);
    List<Method> accumulates = Calls.methods(function, "accumulate");
    int results = 0;
    for (int i = 0; i < TRIES / 4; i++) {
      Object acc = function.createAccumulator();
      Method accumulate = accumulates.get(random.nextInt(accumulates.size()));
      for (int row = random.nextInt(5); row >= 0; row--) {
        Object[] arguments = arguments(accumulate, 1, random);
        finite(
            type,
            () -> {
              Calls.accumulate(function, acc, arguments);
              return null;
            },
            arguments);
      }
      results += finite(type, () -> Calls.value(function, acc), new Object[] {acc});
    }
    assertThat(results).isGreaterThan(TRIES / 1000);
  }

  private interface Call {
    Object result();
  }

  private static int finite(
      Class<? extends UserDefinedFunction> type, Call call, Object[] arguments) {
    Object result;
    try {
      result = call.result();
    } catch (IllegalArgumentException e) {
      // SQL clients print the innermost cause alone.
      assertThat(e).hasNoCause().hasMessageStartingWith(Functions.doc(type).name() + ": ");
      assertThat(e.getMessage()).contains("allowed is").hasSizeLessThan(200);
      return 0;
    }
    check(result, arguments);
    return result == null ? 0 : 1;
  }

  private static void check(Object result, Object[] arguments) {
    if (result instanceof Double number) {
      assertThat(number).as(() -> List.of(arguments).toString()).isFinite();
    } else if (result instanceof Row row) {
      for (int i = 0; i < row.getArity(); i++) {
        check(row.getField(i), arguments);
      }
    }
  }

  private static Object[] arguments(Method method, int first, Random random) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length - first];
    boolean wild = random.nextBoolean();
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(types[i + first], wild, random);
    }
    return arguments;
  }

  private static Object argument(Class<?> type, boolean wild, Random random) {
    if (type == Double.class) {
      return number(wild, random);
    }
    if (type == ArrayData.class) {
      Double[] items = new Double[wild ? random.nextInt(5) : 3];
      double sum = 0;
      for (int i = 0; i < items.length; i++) {
        sum += 0.01 + 0.3 * random.nextDouble();
        items[i] = wild ? number(true, random) : Double.valueOf(sum);
      }
      return new GenericArrayData(items);
    }
    if (type == String.class) {
      return random.nextInt(4) == 0 ? "?" : random.nextBoolean() ? "day" : "UTC";
    }
    if (type == TimestampData.class) {
      return TimestampData.fromEpochMillis(random.nextLong() >> random.nextInt(40));
    }
    return wild ? TIMES[random.nextInt(TIMES.length)] : Long.valueOf(random.nextInt(4));
  }

  private static Double number(boolean wild, Random random) {
    if (wild && random.nextInt(3) > 0) {
      return NUMBERS[random.nextInt(NUMBERS.length)];
    }
    return random.nextInt(3) == 0
        ? Double.valueOf(random.nextInt(9))
        : Double.valueOf(random.nextDouble());
  }
}
