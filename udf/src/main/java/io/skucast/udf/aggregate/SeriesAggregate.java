package io.skucast.udf.aggregate;

import io.skucast.udf.argument.Allowed;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.ArgumentTypeStrategy;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.InputTypeStrategy;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.inference.TypeStrategies;

/**
 * A function of a group's rows in order of time: numbers, the time, and parameters that are the
 * same in all rows. SQL promises no order of rows, so they are kept in their order and folded when
 * the result is read.
 *
 * @param <T> result
 */
public abstract class SeriesAggregate<T> extends AggregateFunction<T, TimedRows> {
  private final String name;
  private final String[] numbers;
  private final String[] parameters;
  private final int[] parameterCounts;

  /**
   * @param numbers names of one or two numbers of a row
   * @param parameters names of what may follow the time
   * @param parameterCounts how many of them may be written
   */
  SeriesAggregate(String name, String[] numbers, String[] parameters, int... parameterCounts) {
    this.name = name;
    this.numbers = numbers;
    this.parameters = parameters;
    this.parameterCounts = parameterCounts;
  }

  /** SQL's type of the result. */
  abstract DataType result();

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    InputTypeStrategy[] calls = new InputTypeStrategy[parameterCounts.length];
    for (int i = 0; i < calls.length; i++) {
      calls[i] = call(parameterCounts[i]);
    }
    return TypeInference.newBuilder()
        .inputTypeStrategy(calls.length == 1 ? calls[0] : InputTypeStrategies.or(calls))
        .accumulatorTypeStrategy(
            TypeStrategies.explicit(DataTypes.of(TimedRows.class).toDataType(types)))
        .outputTypeStrategy(TypeStrategies.explicit(result()))
        .build();
  }

  private InputTypeStrategy call(int count) {
    List<String> names = new ArrayList<>(List.of(numbers));
    List<ArgumentTypeStrategy> kinds = new ArrayList<>();
    numbers(kinds, numbers.length);
    names.add("time");
    kinds.add(new TimeArgument());
    names.addAll(List.of(parameters).subList(0, count));
    numbers(kinds, count);
    return InputTypeStrategies.sequence(names, kinds);
  }

  private static void numbers(List<ArgumentTypeStrategy> kinds, int count) {
    for (int i = 0; i < count; i++) {
      kinds.add(InputTypeStrategies.explicit(DataTypes.DOUBLE()));
    }
  }

  @Override
  public TimedRows createAccumulator() {
    return new TimedRows();
  }

  /** Adds a row, or takes it away where count is -1; one with a null is none. */
  final void count(TimedRows rows, int count, Double value, Object time, double... told) {
    if (value != null && time != null) {
      rows.tell(name, parameters, told);
      long at = TimeArgument.number(name, time);
      rows.add(name, at, Allowed.number(name, numbers[0], value), 0, count);
    }
  }

  /** The same of rows with two numbers. */
  final void count(
      TimedRows rows, int count, Double value, Double other, Object time, double... told) {
    if (value != null && other != null && time != null) {
      rows.tell(name, parameters, told);
      long at = TimeArgument.number(name, time);
      double first = Allowed.number(name, numbers[0], value);
      rows.add(name, at, first, Allowed.number(name, numbers[1], other), count);
    }
  }

  /** Joins parts of a group. */
  public void merge(TimedRows rows, Iterable<TimedRows> parts) {
    for (TimedRows part : parts) {
      rows.merge(name, parameters, part);
    }
  }

  /** Starts anew. */
  public void resetAccumulator(TimedRows rows) {
    rows.reset();
  }

  @Override
  public T getValue(TimedRows rows) {
    if (rows.size == 0) {
      return null;
    }
    try {
      return fold(rows);
    } catch (IllegalArgumentException e) {
      throw Allowed.refused(name, e);
    }
  }

  /** The result over all rows in order of time; null where there is none. */
  abstract T fold(TimedRows rows);

  /** The parameter, or its default where a null was written. */
  static double orElse(Double parameter, double otherwise) {
    return parameter == null ? otherwise : parameter;
  }

  /** A parameter within bounds. */
  final double within(String parameter, double value, double low, double high) {
    return Allowed.within(name, parameter, value, low, high);
  }

  /** A whole number from 1. */
  final double whole(String parameter, double value, double most) {
    if (!(value >= 1 && value <= most && value == Math.rint(value))) {
      throw Allowed.refused(name, parameter, value, "a whole number, 1 to " + (long) most);
    }
    return value;
  }
}
