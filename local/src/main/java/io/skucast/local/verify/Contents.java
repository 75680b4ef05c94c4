package io.skucast.local.verify;

import io.skucast.core.demand.Fingerprint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one place holds, small enough for millions of results: of each id the highest version and a
 * fingerprint of its text.
 *
 * @param results all that were read
 * @param last by id
 * @param repeats ids with a version that were read more than once: how many times too many
 */
record Contents(long results, Map<String, Last> last, Map<String, Integer> repeats) {
  /** The highest version of one id. */
  record Last(long version, Fingerprint text) {}

  static Contents of(Reading reading) throws Exception {
    Map<String, Last> last = new HashMap<>();
    Map<String, Integer> repeats = new TreeMap<>();
    Set<Fingerprint> seen = new HashSet<>();
    long[] results = new long[1];
    reading.each(
        (id, version, result) -> {
          results[0]++;
          String one = id + '@' + version;
          if (!seen.add(Fingerprint.of(one))) {
            repeats.merge(one, 1, Integer::sum);
          }
          last.merge(
              id,
              new Last(version, Fingerprint.of(result.toString())),
              (a, b) -> a.version() >= b.version() ? a : b);
        });
    return new Contents(results[0], last, repeats);
  }
}
