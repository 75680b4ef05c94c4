package io.skucast.udf.scalar;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

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
public class PeriodStart extends ScalarFunction {
  private static final String NAME = "PERIOD_START";

  private transient PeriodCalendars calendars;

  @Override
  public void open(FunctionContext context) {
    calendars = new PeriodCalendars(NAME);
  }

  /** See the annotation. */
  @DataTypeHint(value = "TIMESTAMP_LTZ(3)", bridgedTo = TimestampData.class)
  public TimestampData eval(
      @DataTypeHint(value = "TIMESTAMP_LTZ(3)", bridgedTo = TimestampData.class) TimestampData time,
      String unit,
      String zone) {
    if (time == null || unit == null || zone == null) {
      return null;
    }
    BusinessCalendar calendar = calendars.of(unit, zone);
    long millis = calendars.checked(time.getMillisecond());
    return TimestampData.fromEpochMillis(calendar.start(calendar.index(millis)));
  }
}
