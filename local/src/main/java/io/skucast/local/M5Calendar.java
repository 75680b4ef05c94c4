package io.skucast.local;

import io.skucast.core.read.EventFile;
import io.skucast.core.read.M5Events;
import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Hands the events and food-stamp days that come with M5's sales to a job over them. */
public final class M5Calendar {
  private static final String FILE = "calendar.csv";

  /** Food-stamp days move food, and at Christmas the stores are closed. */
  private static final String COLUMNS = M5Events.SNAP + ",Christmas";

  private M5Calendar() {}

  /**
   * Settings with M5's events, where the data are M5's, the models are on and the user has named no
   * events; other settings as they are.
   *
   * @param folder takes the events as a file that the option {@code calendar.events} names
   * @param say is told in one line
   */
  public static Settings in(
      Settings settings, SaleFormat format, Path data, Path folder, PrintWriter say)
      throws IOException {
    if (format != SaleFormat.M5
        || !settings.get(LinearOptions.ENABLED)
        || !settings.get(LinearOptions.EVENTS).isEmpty()) {
      return settings;
    }
    Files.createDirectories(folder);
    Path file = folder.resolve(FILE).toAbsolutePath();
    if (Files.exists(file) && Files.isSameFile(folder, data)) {
      throw new IllegalArgumentException(
          "--out " + folder + " is the folder of the data, whose " + FILE + " would be lost");
    }
    EventFile.write(file, M5Events.read(data, M5Events.locations(data)));
    Map<String, String> known = new HashMap<>();
    known.put(LinearOptions.EVENTS.key(), file.toString());
    if (settings.get(LinearOptions.COLUMNS).isEmpty()) {
      known.put(LinearOptions.COLUMNS.key(), COLUMNS);
    }
    Settings with = settings.with(known);
    say.printf(
        "events and food-stamp days of M5: calendar.events=%s calendar.columns=%s%n",
        file, String.join(",", with.get(LinearOptions.COLUMNS)));
    say.flush();
    return with;
  }
}
