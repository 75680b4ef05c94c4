package io.skucast.udf.aggregate;

import java.util.List;
import org.apache.flink.table.functions.UserDefinedFunction;

/** The functions of this package, in the order of the page of functions. */
public final class AggregateFunctions {
  /** All of them. */
  public static final List<Class<? extends UserDefinedFunction>> ALL =
      List.of(Wape.class, Bias.class, Coverage.class);

  private AggregateFunctions() {}
}
