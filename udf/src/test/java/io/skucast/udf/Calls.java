package io.skucast.udf;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.functions.UserDefinedFunction;

/** Calls functions as the planner's code does, by their methods' names and numbers of arguments. */
public final class Calls {
  private Calls() {}

  /** A function that is ready to be called. */
  public static <T extends UserDefinedFunction> T open(Class<? extends T> function) {
    try {
      T made = function.getDeclaredConstructor().newInstance();
      made.open(null);
      return made;
    } catch (Exception e) {
      throw new AssertionError(function.getName(), e);
    }
  }

  /** Methods of a name, the one with the fewest arguments first. */
  public static List<Method> methods(Object function, String name) {
    return Arrays.stream(function.getClass().getMethods())
        .filter(method -> method.getName().equals(name) && !method.isBridge())
        .sorted(Comparator.comparingInt(Method::getParameterCount))
        .toList();
  }

  /** The result of a scalar function. */
  public static Object eval(ScalarFunction function, Object... arguments) {
    return call(function, "eval", arguments);
  }

  /** Adds a row. */
  public static void accumulate(AggregateFunction<?, ?> function, Object acc, Object... row) {
    call(function, "accumulate", before(acc, row));
  }

  /** Takes a row away. */
  public static void retract(AggregateFunction<?, ?> function, Object acc, Object... row) {
    call(function, "retract", before(acc, row));
  }

  /** Joins parts. */
  public static void merge(AggregateFunction<?, ?> function, Object acc, List<Object> parts) {
    call(function, "merge", acc, parts);
  }

  /** The result of a group. */
  @SuppressWarnings("unchecked")
  public static Object value(AggregateFunction<?, ?> function, Object acc) {
    return ((AggregateFunction<Object, Object>) function).getValue(acc);
  }

  private static Object[] before(Object first, Object[] others) {
    Object[] all = new Object[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  private static Object call(Object function, String name, Object... arguments) {
    for (Method method : methods(function, name)) {
      if (method.getParameterCount() == arguments.length) {
        try {
          return method.invoke(function, arguments);
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw new AssertionError(method.toString(), e.getCause());
        } catch (IllegalAccessException e) {
          throw new AssertionError(method.toString(), e);
        }
      }
    }
    throw new AssertionError(
        function.getClass() + " has no " + name + " of " + arguments.length + " arguments");
  }
}
