package io.skucast.local.demo;

import io.skucast.job.config.Settings;
import io.skucast.job.observe.JobCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A look at the results while a live run goes on: alerts as they come, forecasts now and then. */
final class Glimpses {
  private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Documents documents;
  private final NewAlerts alerts;
  private final Settings settings;
  private final PrintWriter out;
  private long seen;
  private long lastNanos = System.nanoTime() - APART_NANOS;

  Glimpses(Documents documents, NewAlerts alerts, Settings settings, PrintWriter out) {
    this.documents = documents;
    this.alerts = alerts;
    this.settings = settings;
    this.out = out;
  }

  private boolean isDue(JobCounts counts) {
    boolean due = counts.forecasts() > seen && System.nanoTime() - lastNanos >= APART_NANOS;
    if (due) {
      seen = counts.forecasts();
      lastNanos = System.nanoTime();
    }
    return due;
  }

  /** Prints what is new, if anything is, below the line of progress. */
  void print(JobCounts counts, Progress progress) throws IOException {
    List<String> lines = alerts.lines();
    boolean due = isDue(counts);
    if (lines.isEmpty() && !due) {
      return;
    }
    progress.end();
    lines.forEach(out::println);
    if (due) {
      documents.refresh();
      FirstLook.print(documents, settings, out);
      out.println();
    }
    out.flush();
  }
}
