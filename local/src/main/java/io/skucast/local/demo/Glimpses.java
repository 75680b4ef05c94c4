package io.skucast.local.demo;

import io.skucast.job.config.Settings;
import io.skucast.job.observe.JobCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** A look at the results now and then while a live run goes on: each shows newer forecasts. */
final class Glimpses {
  private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Documents documents;
  private final Settings settings;
  private final PrintWriter out;
  private long seen;
  private long lastNanos = System.nanoTime() - APART_NANOS;

  Glimpses(Documents documents, Settings settings, PrintWriter out) {
    this.documents = documents;
    this.settings = settings;
    this.out = out;
  }

  boolean isDue(JobCounts counts) {
    boolean due = counts.forecasts() > seen && System.nanoTime() - lastNanos >= APART_NANOS;
    if (due) {
      seen = counts.forecasts();
      lastNanos = System.nanoTime();
    }
    return due;
  }

  void print() throws IOException {
    documents.refresh();
    FirstLook.print(documents, settings, out);
    out.println();
    out.flush();
  }
}
