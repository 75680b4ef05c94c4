package io.skucast.udf.aggregate;

import java.util.List;
import org.apache.flink.table.functions.UserDefinedFunction;

/** The functions of this package, in the order of the page of functions. */
public final class AggregateFunctions {
  /** All of them. */
  public static final List<Class<? extends UserDefinedFunction>> ALL =
      List.of(
          Ewma.class,
          HoltWintersFunction.class,
          CrostonFunction.class,
          TrendSlope.class,
          Wape.class,
          Bias.class,
          Mase.class,
          Coverage.class);

  private AggregateFunctions() {}
}
