package io.skucast.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;

/** What has been started, to be stopped in the reverse order, once, by whoever comes first. */
final class Running implements AutoCloseable {
  /** How one part is stopped. */
  interface Stop {
    void stop() throws Exception;
  }

  private record Part(Object what, Stop stop) {}

  private final Deque<Part> started = new ArrayDeque<>();
  private boolean closed;

  /** Remembers what was started; stops it at once if the others are stopped already. */
  synchronized <T> T add(T part, Stop stop) throws Exception {
    if (closed) {
      stop.stop();
      throw new IOException("stopped");
    }
    started.push(new Part(part, stop));
    return part;
  }

  /** A folder that goes with the rest. */
  Path addFolder(Path folder) throws Exception {
    return add(folder, () -> delete(folder));
  }

  /** Stops one part before the others. */
  synchronized void stopNow(Object what) throws Exception {
    for (Part part : started) {
      if (part.what() == what) {
        started.remove(part);
        part.stop().stop();
        return;
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    IOException failure = null;
    while (!started.isEmpty()) {
      try {
        started.pop().stop().stop();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IOException("not all that was started could be stopped: " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
