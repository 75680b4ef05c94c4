package io.skucast.udf.scalar;

import java.util.List;
import org.apache.flink.table.functions.UserDefinedFunction;

/** The functions of this package, in the order of the page of functions. */
public final class ScalarFunctions {
  /** All of them. */
  public static final List<Class<? extends UserDefinedFunction>> ALL =
      List.of(
          ForecastQuantile.class,
          ProbAbove.class,
          NewsvendorQuantity.class,
          SafetyStockFunction.class,
          ReorderPoint.class,
          WapeTerm.class,
          Smape.class,
          Pinball.class,
          DemandClassFunction.class,
          PeriodStart.class,
          PeriodEnd.class);

  private ScalarFunctions() {}
}
