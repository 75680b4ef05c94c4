package io.skucast.udf.scalar;

import io.skucast.udf.argument.Allowed;

/** What the functions of safety stock and reorder point accept. */
final class StockArguments {
  private static final double LONGEST_LEAD_TIME = 100_000;

  private StockArguments() {}

  static void check(
      String function,
      double demand,
      double deviation,
      double leadTime,
      double leadTimeDeviation,
      double serviceLevel) {
    Allowed.demand(function, "demand", demand);
    Allowed.demand(function, "deviation", deviation);
    Allowed.within(function, "lead_time", leadTime, 0, LONGEST_LEAD_TIME);
    Allowed.within(function, "lead_time_deviation", leadTimeDeviation, 0, LONGEST_LEAD_TIME);
    if (!(serviceLevel >= 0.5 && serviceLevel < 1)) {
      throw Allowed.refused(function, "service_level", serviceLevel, "0.5 to below 1");
    }
  }
}
