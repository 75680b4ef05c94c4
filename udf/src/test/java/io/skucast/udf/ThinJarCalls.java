package io.skucast.udf;

import io.skucast.udf.doc.FunctionDoc;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.util.Collector;

/** Calls every function of the thin jar once; knows nothing but Flink's table API. */
public final class ThinJarCalls {
  private ThinJarCalls() {}

  /** A line a function: its name and what it gave. */
  public static List<String> all() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Class<? extends UserDefinedFunction> type : Functions.thin()) {
      FunctionDoc doc = Functions.doc(type);
      lines.add(doc.name() + " " + result(Calls.open(type), doc));
    }
    return lines;
  }

  private static Object result(UserDefinedFunction function, FunctionDoc doc) throws Exception {
    if (function instanceof ScalarFunction scalar) {
      return Calls.eval(scalar, arguments(scalar, "eval", 0, doc));
    }
    if (function instanceof AggregateFunction<?, ?> aggregate) {
      Object acc = aggregate.createAccumulator();
      Object[] row = arguments(aggregate, "accumulate", 1, doc);
      Calls.accumulate(aggregate, acc, row);
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i] instanceof Long time ? Long.valueOf(time + 1) : row[i];
        row[i] = doc.arguments()[i].name().matches("actual|value") ? Double.valueOf(1) : row[i];
      }
      Calls.accumulate(aggregate, acc, row);
      return Calls.value(aggregate, acc);
    }
    if (function instanceof TableFunction<?> table) {
      return rows(table, doc);
    }
    throw new AssertionError(doc.name() + " is of a kind that is not called here");
  }

  private static <T> Object rows(TableFunction<T> function, FunctionDoc doc) throws Exception {
    List<T> rows = new ArrayList<>();
    function.setCollector(
        new Collector<>() {
          @Override
          public void collect(T row) {
            rows.add(row);
          }

          @Override
          public void close() {}
        });
    Method eval = Calls.methods(function, "eval").get(0);
    eval.invoke(function, arguments(function, "eval", 0, doc));
    return rows.isEmpty() ? null : rows;
  }

  private static Object[] arguments(Object function, String method, int first, FunctionDoc doc) {
    Class<?>[] types = Calls.methods(function, method).get(0).getParameterTypes();
    Object[] arguments = new Object[types.length - first];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(types[i + first], doc.arguments()[i]);
    }
    return arguments;
  }

  private static Object argument(Class<?> type, FunctionDoc.Argument argument) {
    if (type == Double.class) {
      return argument.name().equals("upper") ? 0.75 : 0.5;
    }
    if (type == Integer.class) {
      return 2;
    }
    if (type == String.class) {
      return argument.name().equals("unit") ? "day" : "Europe/Berlin";
    }
    if (type == LocalDate.class) {
      return LocalDate.of(2024, 3, 31);
    }
    if (type == TimestampData.class) {
      return TimestampData.fromEpochMillis(1_711_879_200_000L);
    }
    if (type == ArrayData.class) {
      return array(argument);
    }
    return 1L;
  }

  private static ArrayData array(FunctionDoc.Argument argument) {
    ArrayData numbers = new GenericArrayData(new Double[] {0.1, 0.5});
    return switch (argument.type()) {
      case "ARRAY<ARRAY<DOUBLE>>" -> new GenericArrayData(new Object[] {numbers, numbers});
      case "ARRAY<STRING>" ->
          new GenericArrayData(
              new Object[] {StringData.fromString("a"), StringData.fromString("b")});
      default -> numbers;
    };
  }
}
