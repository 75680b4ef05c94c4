package io.skucast.savepoints.state;

import io.skucast.core.sale.Series;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorState;

/** The keys that states are kept by: those of series, and of levels of series. */
public final class SeriesKeys {
  /** What stands between SKU and location in a key. */
  private static final String SEPARATOR = Series.key("", "");

  private SeriesKeys() {}

  /** Every key that any operator keeps anything by, in order. */
  public static TreeSet<String> of(SavepointFile savepoint) throws IOException {
    TreeSet<String> keys = new TreeSet<>();
    for (OperatorState operator : savepoint.operators().values()) {
      KeyedStates.of(savepoint, operator).read(entry -> keys.add(entry.key()));
    }
    return keys;
  }

  /** Those of one operator. */
  public static TreeSet<String> of(SavepointFile savepoint, String uid) throws IOException {
    TreeSet<String> keys = new TreeSet<>();
    KeyedStates.of(savepoint, uid).read(entry -> keys.add(entry.key()));
    return keys;
  }

  /** As {@code sku|location}, which is how a series is named in the results. */
  public static String shown(String key) {
    return isSeries(key) ? Series.ofKey(key).id() : key;
  }

  /** The SKU of a series' key, or of that of a level. */
  public static String skuOf(String key) {
    return isSeries(key) ? Series.ofKey(key).sku() : key;
  }

  /** The location of a series' key. */
  public static String locationOf(String key) {
    return isSeries(key) ? Series.ofKey(key).location() : "";
  }

  private static boolean isSeries(String key) {
    return key.contains(SEPARATOR);
  }

  /** Names that are most like the one that is not there, the likest first. */
  static List<String> nearest(String name, Stream<String> names, int number) {
    return names
        .distinct()
        .sorted(
            Comparator.comparingInt((String other) -> distance(name, other))
                .thenComparing(Comparator.naturalOrder()))
        .limit(number)
        .toList();
  }

  /** Levenshtein's, whatever the case of letters. */
  private static int distance(String a, String b) {
    String one = a.toLowerCase(Locale.ROOT);
    String other = b.toLowerCase(Locale.ROOT);
    int[] costs = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = costs[j];
        costs[j] = Math.min(same, Math.min(costs[j], costs[j - 1]) + 1);
      }
    }
    return costs[other.length()];
  }
}
