package io.skucast.job.io.file;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Makes one csv file of its parts: sorted by key, the highest revision of each key, so that the
 * file is the same at every parallelism. An external merge sort: runs of bounded size, then one
 * merge.
 */
public final class SortedFile {
  static final String PART = ".part-";
  private static final char FIELD = '\u001e';
  private static final int RUN_LINES = 250_000;

  private SortedFile() {}

  static String encode(Line line) {
    String text = line.text();
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("a line with a line end in it: '" + text + "'");
    }
    return line.key() + FIELD + line.revision() + FIELD + text;
  }

  private record Entry(String key, long revision, String text) {
    static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::key)
            .thenComparing(Comparator.comparingLong(Entry::revision).reversed());

    static Entry decode(String encoded) {
      int first = encoded.indexOf(FIELD);
      int second = encoded.indexOf(FIELD, first + 1);
      return new Entry(
          encoded.substring(0, first),
          Long.parseLong(encoded.substring(first + 1, second)),
          encoded.substring(second + 1));
    }

    String encode() {
      return key + FIELD + revision + FIELD + text;
    }
  }

  /**
   * Writes {@code folder/file} from its parts in the folder {@code parts} and deletes those.
   *
   * @param unique whether only the highest revision of a key stays
   * @return lines written after the header
   */
  public static long write(Path folder, Path parts, String file, String header, boolean unique)
      throws IOException {
    List<Path> runs = sortedRuns(parts, file);
    long written = 0;
    PriorityQueue<Run> queue = new PriorityQueue<>(Comparator.comparing(r -> r.head, Entry.ORDER));
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(file))) {
      out.write(header);
      out.write('\n');
      for (Path path : runs) {
        queue.add(new Run(path));
      }
      String lastKey = null;
      while (!queue.isEmpty()) {
        Run run = queue.poll();
        if (!unique || !run.head.key().equals(lastKey)) {
          if (!run.head.text().equals(Line.NONE)) {
            out.write(run.head.text());
            out.write('\n');
            written++;
          }
          lastKey = run.head.key();
        }
        if (run.advance()) {
          queue.add(run);
        } else {
          run.close();
        }
      }
    } finally {
      for (Run run : queue) {
        run.close();
      }
    }
    for (Path path : runs) {
      Files.delete(path);
    }
    return written;
  }

  private static List<Path> sortedRuns(Path folder, String file) throws IOException {
    List<Path> parts;
    try (Stream<Path> files = Files.list(folder)) {
      parts =
          files.filter(p -> p.getFileName().toString().startsWith(file + PART)).sorted().toList();
    }
    List<Path> runs = new ArrayList<>();
    List<Entry> buffer = new ArrayList<>();
    for (Path part : parts) {
      try (BufferedReader in = Files.newBufferedReader(part, StandardCharsets.UTF_8)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          buffer.add(Entry.decode(line));
          if (buffer.size() == RUN_LINES) {
            runs.add(spill(folder, file, runs.size(), buffer));
          }
        }
      }
      Files.delete(part);
    }
    if (!buffer.isEmpty()) {
      runs.add(spill(folder, file, runs.size(), buffer));
    }
    return runs;
  }

  private static Path spill(Path folder, String file, int number, List<Entry> buffer)
      throws IOException {
    Path run = folder.resolve(file + ".run-" + number);
    buffer.sort(Entry.ORDER);
    try (BufferedWriter out = Files.newBufferedWriter(run, StandardCharsets.UTF_8)) {
      for (Entry entry : buffer) {
        out.write(entry.encode());
        out.write('\n');
      }
    }
    buffer.clear();
    return run;
  }

  private static final class Run implements Closeable {
    private final BufferedReader in;
    private Entry head;

    Run(Path path) throws IOException {
      in = Files.newBufferedReader(path, StandardCharsets.UTF_8);
      advance();
    }

    boolean advance() throws IOException {
      String line = in.readLine();
      head = line == null ? null : Entry.decode(line);
      return head != null;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
