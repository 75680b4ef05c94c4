package io.skucast.local.demo;

import io.skucast.core.forecast.ForecasterBank;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Shows a few series as lines of text: what they sold and what is expected. */
final class FirstLook {
  private static final String BARS = " ▁▂▃▄▅▆▇█";
  private static final int SERIES = 5;

  private FirstLook() {}

  static void print(Documents documents, Settings settings, PrintWriter out) throws IOException {
    List<String> published = settings.get(Options.PUBLISH);
    String forecaster =
        published.contains(ForecasterBank.COMBINED) ? ForecasterBank.COMBINED : published.get(0);
    double[] levels = settings.get(Options.LEVELS);
    String origin = documents.lastOrigin();
    if (origin == null) {
      out.println("no forecast has been issued yet");
      return;
    }
    out.printf(
        "%nForecasts of %s from %s; the series expected to sell most:%n", forecaster, origin);
    out.printf(
        "  %-22s %-28s %-28s %10s %10s  %s%n",
        "series",
        "last 28 periods",
        "next 28 periods",
        "sold",
        "expected",
        "next period, %s to %s".formatted(percent(levels[0]), percent(levels[levels.length - 1])));
    for (Documents.Look look : documents.strongest(origin, forecaster, SERIES)) {
      double most =
          Math.max(
              look.units().stream().mapToDouble(d -> d).max().orElse(0),
              look.mean().stream().mapToDouble(d -> d).max().orElse(0));
      out.printf(
          "  %-22s %-28s %-28s %,10.0f %,10.0f  %,.1f to %,.1f%n",
          cut(look.sku() + " " + look.location()),
          bars(look.units(), most),
          bars(look.mean().subList(0, Math.min(28, look.mean().size())), most),
          sum(look.units()),
          sum(look.mean()),
          look.low().get(0),
          look.high().get(0));
    }
    if (settings.get(LinearOptions.ENABLED)) {
      out.printf("  %s%n", documents.models());
    }
    out.flush();
  }

  /** One bar a value, on a scale from zero to {@code most}. */
  static String bars(List<Double> values, double most) {
    StringBuilder bars = new StringBuilder();
    for (double value : values) {
      double share = most <= 0 ? 0 : Math.max(0, Math.min(1, value / most));
      bars.append(BARS.charAt((int) Math.ceil(share * (BARS.length() - 1))));
    }
    return bars.toString();
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(d -> d).sum();
  }

  private static String percent(double level) {
    return "%.0f %%".formatted(level * 100);
  }

  static String cut(String name) {
    return name.length() <= 22 ? name : name.substring(0, 21) + "…";
  }
}
