package io.skucast.udf.aggregate;

import io.skucast.udf.argument.Allowed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.ArgumentTypeStrategy;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.Signature;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** What puts the rows of a group in order: an instant, a date, its ISO-8601 text, or a number. */
final class TimeArgument implements ArgumentTypeStrategy {
  /** How it is written in the page of functions. */
  static final String TYPE = "TIMESTAMP, TIMESTAMP_LTZ, DATE, STRING, INT or BIGINT";

  /** Microseconds in the day of {@link #number}. */
  static final long DAY = 86_400_000_000L;

  private static final Set<LogicalTypeRoot> ROOTS =
      EnumSet.of(
          LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE,
          LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
          LogicalTypeRoot.DATE,
          LogicalTypeRoot.CHAR,
          LogicalTypeRoot.VARCHAR,
          LogicalTypeRoot.TINYINT,
          LogicalTypeRoot.SMALLINT,
          LogicalTypeRoot.INTEGER,
          LogicalTypeRoot.BIGINT);

  @Override
  public Optional<DataType> inferArgumentType(CallContext call, int place, boolean failing) {
    DataType actual = call.getArgumentDataTypes().get(place);
    LogicalTypeRoot root = actual.getLogicalType().getTypeRoot();
    if (root == LogicalTypeRoot.NULL) {
      return Optional.of(DataTypes.BIGINT());
    }
    return ROOTS.contains(root)
        ? Optional.of(actual)
        : call.fail(
            failing, "%s: time is of the type %s: allowed is %s", call.getName(), actual, TYPE);
  }

  @Override
  public Signature.Argument getExpectedArgument(FunctionDefinition function, int place) {
    return Signature.Argument.of("time", "<" + TYPE + ">");
  }

  /** Microseconds since 1970, of what has no zone as if in UTC; a number is what it is. */
  static long number(String function, Object time) {
    if (time instanceof Number number) {
      return number.longValue();
    }
    if (time instanceof Instant instant) {
      return micros(instant);
    }
    if (time instanceof LocalDateTime dateTime) {
      return micros(dateTime.toInstant(ZoneOffset.UTC));
    }
    if (time instanceof LocalDate date) {
      return date.toEpochDay() * DAY;
    }
    String text = time.toString();
    try {
      if (text.indexOf('T') < 0 && text.indexOf(' ') < 0) {
        return LocalDate.parse(text).toEpochDay() * DAY;
      }
      String iso = text.replace(' ', 'T');
      boolean hasZone = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 9;
      return micros(
          hasZone
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException | ArithmeticException e) {
      throw Allowed.refused(
          function,
          "time",
          "'" + text + "'",
          "an ISO-8601 date, or date and time, such as 2024-03-31T10:00+01:00");
    }
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
