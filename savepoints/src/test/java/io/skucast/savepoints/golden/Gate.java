package io.skucast.savepoints.golden;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Between a test and the job it runs in the same process, whichever class loader has the job: lets
 * so many records through, and takes the results. Never part of an edited jar. One run at a time.
 */
public final class Gate {
  private static long limit;
  private static long next;
  private static CompletableFuture<Void> reached = new CompletableFuture<>();
  private static CompletableFuture<Void> opened = new CompletableFuture<>();
  private static final SortedMap<String, String> RESULTS = new TreeMap<>();
  private static final SortedMap<String, Long> REVISIONS = new TreeMap<>();

  private Gate() {}

  /** Before a run: records up to the limit, which is not among them, are let through. */
  static synchronized void reset(long records) {
    limit = records;
    next = 0;
    reached = new CompletableFuture<>();
    opened = new CompletableFuture<>();
    RESULTS.clear();
    REVISIONS.clear();
  }

  /** Completes when the last record that is let through has been emitted. */
  static synchronized CompletableFuture<Void> reached() {
    return reached;
  }

  /** What a source waits for before its next record. */
  public static synchronized CompletionStage<Void> acquire() {
    if (next < limit) {
      return CompletableFuture.completedFuture(null);
    }
    reached.complete(null);
    return opened;
  }

  /** A record is on its way. */
  public static synchronized void emitted(long index) {
    next = index + 1;
  }

  /** Takes a result; of one key that with the highest revision stays. */
  public static synchronized void result(String key, long revision, String text) {
    if (REVISIONS.getOrDefault(key, Long.MIN_VALUE) <= revision) {
      REVISIONS.put(key, revision);
      RESULTS.put(key, revision + " " + text);
    }
  }

  /** The results so far. */
  static synchronized SortedMap<String, String> results() {
    return new TreeMap<>(RESULTS);
  }
}
