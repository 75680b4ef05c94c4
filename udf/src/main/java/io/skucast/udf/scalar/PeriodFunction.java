package io.skucast.udf.scalar;

import io.skucast.core.calendar.BusinessCalendar;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ScalarFunction;

/** An instant of the period that holds a time. */
public abstract class PeriodFunction extends ScalarFunction {
  private final String name;
  private transient PeriodCalendars calendars;

  PeriodFunction(String name) {
    this.name = name;
  }

  /** The instant of a period, in milliseconds since 1970. */
  abstract long of(BusinessCalendar calendar, int period);

  @Override
  public void open(FunctionContext context) {
    calendars = new PeriodCalendars(name);
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
    return TimestampData.fromEpochMillis(of(calendar, calendar.index(millis)));
  }
}
