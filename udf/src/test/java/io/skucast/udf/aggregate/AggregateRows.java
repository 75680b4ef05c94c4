package io.skucast.udf.aggregate;

import io.skucast.udf.Calls;
import java.util.function.Function;
import org.apache.flink.table.functions.AggregateFunction;

/** A function of a group without a planner. */
final class AggregateRows {
  private AggregateRows() {}

  /**
   * @param call the arguments of a row; integers are numbers where a number is asked for
   */
  static Object of(AggregateFunction<?, ?> function, int[][] rows, Function<int[], Object[]> call) {
    Object acc = function.createAccumulator();
    for (int[] row : rows) {
      Object[] arguments = call.apply(row);
      Class<?>[] types =
          Calls.methods(function, "accumulate").stream()
              .filter(method -> method.getParameterCount() == arguments.length + 1)
              .findFirst()
              .orElseThrow()
              .getParameterTypes();
      for (int i = 0; i < arguments.length; i++) {
        if (types[i + 1] == Double.class) {
          arguments[i] = ((Integer) arguments[i]).doubleValue();
        }
      }
      Calls.accumulate(function, acc, arguments);
    }
    return Calls.value(function, acc);
  }
}
