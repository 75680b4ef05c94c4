package io.skucast.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of training, in one line.
 *
 * @param published versions of models
 * @param refused times that trained models began not to be served
 * @param newest label of the origin from which the newest version is effective, by kind of model
 */
public record ModelLine(long published, long refused, SortedMap<String, String> newest) {
  private static final Pattern REFUSED = Pattern.compile(".*,(direction-)?model-refused,[0-9]+,.*");

  /** Of the files that a bounded run has written. */
  static ModelLine of(Path models, Path alerts) throws IOException {
    long published = 0;
    SortedMap<String, String> newest = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(models)) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        published++;
        // Neither of the first two columns is free text.
        String[] columns = line.split(",", 3);
        newest.merge(columns[0], columns[1], ModelLine::later);
      }
    }
    try (Stream<String> lines = Files.lines(alerts)) {
      return new ModelLine(
          published, lines.filter(line -> REFUSED.matcher(line).matches()).count(), newest);
    }
  }

  /** Labels of one calendar sort as their periods do. */
  private static String later(String one, String other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "models: %,d versions served, %,d alerts of refusals%s",
        published,
        refused,
        newest.entrySet().stream()
            .map(ModelLine::text)
            .collect(Collectors.joining(", ", newest.isEmpty() ? "" : "; newest ", "")));
  }

  private static String text(Map.Entry<String, String> newest) {
    return newest.getKey() + " from " + newest.getValue();
  }
}
