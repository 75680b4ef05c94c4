package io.skucast.udf.scalar;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;

/** The first instant after the period that holds a time. */
@FunctionDoc(
    name = "PERIOD_END",
    purpose =
        "The first instant after the period that holds a time, in the job's calendar: days, weeks (from Monday) and months of"
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
        "SELECT CAST(e AS STRING) AS ends, TIMESTAMPDIFF(HOUR, s, e) AS hours FROM ("
            + "SELECT PERIOD_START(t, 'day', 'Europe/Berlin') AS s, PERIOD_END(t, 'day', 'Europe/Berlin') AS e "
            + "FROM (SELECT TO_TIMESTAMP_LTZ(1711879200000, 3) AS t))",
    result = "2024-03-31 22:00:00.000 | 23")
public class PeriodEnd extends PeriodFunction {
  public PeriodEnd() {
    super("PERIOD_END");
  }

  @Override
  long of(BusinessCalendar calendar, int period) {
    return calendar.end(period);
  }
}
