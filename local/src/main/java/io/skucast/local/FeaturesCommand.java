package io.skucast.local;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.feature.DemandHistories;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.FeatureReport;
import io.skucast.core.feature.FeatureSelection;
import io.skucast.core.feature.FeatureSettings;
import io.skucast.core.feature.Holidays;
import io.skucast.core.read.M5Events;
import io.skucast.core.read.SaleFormat;
import io.skucast.core.read.SaleReader;
import io.skucast.core.sale.Incoming;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Reports how useful each feature is, on the past. */
@Command(
    name = "features",
    description = {
      "Feature selection: how much each feature varies, how it goes with the demand that then came"
          + " (Pearson's correlation), and whether it is worth keeping. Rows are of every series at"
          + " every origin of a grid; nothing after an origin is known to its rows but the calendar.",
      "Demand is divided by the series' own level, its mean over the last 28 periods, in the target"
          + " and in the features counted in units, so that large series do not decide alone."
          + " mean_28 is that level, so it is 1. The ratios are at most 10, so that a series that"
          + " had all but stopped does not decide alone. Series without demand in those periods are"
          + " left out.",
      "The 32 categories and locations of the most series have a column each. Of m5 the events and"
          + " food-stamp days of calendar.csv are read too."
    },
    mixinStandardHelpOptions = true)
final class FeaturesCommand implements Callable<Integer> {
  private static final int SALES_A_MESSAGE = 500_000;

  @Option(names = "--data", required = true, description = "File, or folder for m5.")
  private Path data;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv, online-retail or m5; default ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--horizon",
      defaultValue = "7",
      description = "Periods from the origin to the target; default ${DEFAULT-VALUE}.")
  private int horizon;

  @Option(
      names = "--country",
      defaultValue = "us",
      description = "Whose public holidays count, or none; default ${DEFAULT-VALUE}.")
  private String country;

  @Option(
      names = "--origins-every",
      defaultValue = "27",
      description =
          "Periods between origins, the last --horizon periods before the end; whole weeks see one"
              + " weekday alone. Default ${DEFAULT-VALUE}.")
  private int every;

  @Option(names = "--out", description = "File for the report as CSV, numbers in full.")
  private Path out;

  @Mixin private SettingsArguments arguments;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  private long rejected;

  @Override
  public Integer call() throws IOException {
    requireRange("--horizon", horizon, 366);
    requireRange("--origins-every", every, 3660);
    Holidays.of(country);
    if (out != null && (Files.isDirectory(out) || !Files.isDirectory(folderOf(out)))) {
      throw new IllegalArgumentException("--out " + out + " is no file in a folder that exists");
    }
    Settings settings = arguments.settings(rest, Map.of());
    SaleFormat saleFormat = SaleFormat.parse(format);
    DemandHistories histories = read(settings, saleFormat);
    OriginGrid grid = OriginGrid.of(histories.first(), histories.last(), horizon, every);
    EventCalendar events = EventCalendar.NONE;
    FeatureSettings layout =
        new FeatureSettings(
            settings.get(Options.PERIOD),
            country,
            histories.categories(FeatureSettings.LARGEST_ONE_HOT),
            histories.locations(FeatureSettings.LARGEST_ONE_HOT),
            saleFormat == SaleFormat.M5 ? List.of(M5Events.SNAP) : List.of());
    if (saleFormat == SaleFormat.M5) {
      events = M5Events.read(data, histories.locations(Integer.MAX_VALUE));
    }
    FeatureSelection selection = new FeatureSelection(layout, horizon);
    observe(selection, histories, events, grid.origins());
    print(selection, histories, grid, settings.calendars().of(""));
    if (out != null) {
      Files.writeString(out, selection.toCsv());
    }
    return 0;
  }

  private static void requireRange(String name, int value, int largest) {
    if (value < 1 || value > largest) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is 1 to " + largest);
    }
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().getParent();
  }

  private DemandHistories read(Settings settings, SaleFormat saleFormat) throws IOException {
    Calendars calendars = settings.calendars();
    DemandHistories histories = new DemandHistories(calendars);
    try (SaleReader reader =
        saleFormat.open(data, calendars, settings.validator(), Instant.now())) {
      while (reader.hasNext()) {
        Incoming incoming = reader.next();
        if (incoming.sale() != null) {
          histories.add(incoming.sale());
          if (histories.sales() % SALES_A_MESSAGE == 0) {
            progress("read %,d sales …%n", histories.sales());
          }
        } else if (incoming.rejection() != null) {
          rejected++;
        }
      }
    }
    if (histories.all().isEmpty()) {
      throw new IllegalArgumentException("--data " + data + " holds no sale");
    }
    return histories;
  }

  private void observe(
      FeatureSelection selection,
      DemandHistories histories,
      EventCalendar events,
      List<Integer> origins) {
    long told = System.nanoTime();
    for (int i = 0; i < origins.size(); i++) {
      int origin = origins.get(i);
      histories
          .all()
          .forEach(
              history -> selection.observe(history, histories.calendar(history), events, origin));
      if (System.nanoTime() - told > 2_000_000_000L) {
        told = System.nanoTime();
        progress("origin %,d of %,d, %,d rows …%n", i + 1, origins.size(), selection.rows());
      }
    }
  }

  private void progress(String layout, Object... values) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(Locale.ROOT, layout, values);
    err.flush();
  }

  private void print(
      FeatureSelection selection,
      DemandHistories histories,
      OriginGrid grid,
      BusinessCalendar calendar) {
    PrintWriter text = spec.commandLine().getOut();
    List<Integer> origins = grid.origins();
    FeatureReport report = selection.report();
    text.printf(
        Locale.ROOT,
        "accepted %,d sales, of them %,d repeats; rejected %,d; %,d series%n",
        histories.sales(),
        histories.repeats(),
        rejected,
        histories.all().size());
    text.printf(
        Locale.ROOT,
        "%,d rows at %,d origins from %s to %s, horizon %d%n",
        selection.rows(),
        origins.size(),
        calendar.label(origins.get(0)),
        calendar.label(origins.get(origins.size() - 1)),
        horizon);
    text.printf(
        Locale.ROOT,
        "left out %,d before their first sale and %,d without demand in the last %d periods%n",
        selection.notBegun(),
        selection.withoutDemand(),
        FeatureSelection.LEVEL_PERIODS);
    text.printf(
        Locale.ROOT,
        "%,d targets are cut to %.0f times the level%n",
        selection.cutTargets(),
        FeatureSelection.LARGEST_RATIO);
    text.print(grid.shortcoming(calendar.unit().season()));
    text.printf(
        Locale.ROOT,
        "layout version %d, fingerprint %s: %d features, %d kept%n%n%s",
        selection.layout().version(),
        report.fingerprint(),
        report.lines().size(),
        report.lines().stream().filter(FeatureReport.Line::kept).count(),
        report.toMarkdown());
    text.flush();
  }
}
