package io.skucast.udf.deep;

import java.util.List;
import org.apache.flink.table.functions.UserDefinedFunction;

/** The functions of this package, in the order of the page of functions. */
public final class DeepFunctions {
  /** All of them. */
  public static final List<Class<? extends UserDefinedFunction>> ALL = List.of(DeepForecast.class);

  private DeepFunctions() {}
}
