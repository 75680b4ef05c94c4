package io.skucast.local;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.read.SaleFormat;
import io.skucast.core.read.SaleReader;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.SaleValidator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads a file of sales as every run would and accounts for each row. */
@Command(
    name = "check",
    description =
        "Reads a file of sales and accounts for every row: accepted, or rejected and why.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Option(names = "--data", required = true, description = "File, or folder for m5.")
  private Path data;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv, online-retail or m5; default ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--zone",
      defaultValue = "UTC",
      description = "Zone of times without offset; default ${DEFAULT-VALUE}.")
  private String zone;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Calendars calendars = new Calendars(PeriodUnit.DAY, zone(), Map.of());
    SaleValidator validator =
        new SaleValidator(calendars, Instant.parse("2000-01-01T00:00:00Z"), Duration.ofDays(1));
    long accepted = 0;
    Set<String> series = new HashSet<>();
    Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
    Map<RejectionReason, String> firstOfReason = new EnumMap<>(RejectionReason.class);
    try (SaleReader reader =
        SaleFormat.parse(format).open(data, calendars, validator, Instant.now())) {
      while (reader.hasNext()) {
        Incoming incoming = reader.next();
        if (incoming.sale() != null) {
          accepted++;
          series.add(incoming.sale().seriesKey());
        } else if (incoming.rejection() != null) {
          RejectionReason reason = incoming.rejection().reason();
          rejected.merge(reason, 1L, Long::sum);
          firstOfReason.putIfAbsent(
              reason, incoming.rejection().source() + ": " + incoming.rejection().detail());
        }
      }
    }
    long refused = rejected.values().stream().mapToLong(Long::longValue).sum();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "read %,d = accepted %,d + rejected %,d; %,d series%n",
        accepted + refused, accepted, refused, series.size());
    rejected.forEach(
        (reason, count) ->
            out.printf(
                "  %-16s %,9d  first: %s%n", reason.code(), count, firstOfReason.get(reason)));
    out.flush();
    return 0;
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--zone '"
              + zone
              + "' is not in the time zone database: use a name such as"
              + " Europe/London",
          e);
    }
  }
}
