package io.skucast.udf.scalar;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;

/** The first instant of the period that holds a time. */
@FunctionDoc(
    name = "PERIOD_START",
    purpose =
        "The first instant of the period that holds a time, in the job's calendar: days, weeks (from Monday) and months of"
            + " a zone, also where clocks change and a day has 23 or 25 hours; hours are 60 minutes from the zone's standard offset.",
    arguments = {
      @Argument(
          name = "time",
          type = "TIMESTAMP_LTZ(3)",
          meaning = "an instant; a TIMESTAMP is read in the session's zone"),
      @Argument(name = "unit", type = "STRING", meaning = "hour, day, week or month"),
      @Argument(name = "zone", type = "STRING", meaning = "such as Europe/Berlin, or UTC")
    },
    nulls = "NULL where an argument is NULL",
    returns = "TIMESTAMP_LTZ(3)",
    example =
        "SELECT CAST(PERIOD_START(TO_TIMESTAMP_LTZ(1711879200000, 3), 'day', 'Europe/Berlin') AS STRING) AS of_day, "
            + "CAST(PERIOD_START(TO_TIMESTAMP_LTZ(1711879200000, 3), 'week', 'Europe/Berlin') AS STRING) AS of_week",
    result = "2024-03-30 23:00:00.000 | 2024-03-24 23:00:00.000")
public class PeriodStart extends PeriodFunction {
  public PeriodStart() {
    super("PERIOD_START");
  }

  @Override
  long of(BusinessCalendar calendar, int period) {
    return calendar.start(period);
  }
}
