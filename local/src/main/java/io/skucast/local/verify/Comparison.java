package io.skucast.local.verify;

import io.skucast.local.verify.Contents.Last;
import io.skucast.local.verify.Difference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One kind of results of an uninterrupted run and of one with faults, compared.
 *
 * @param name where they are and of which kind
 * @param expected results of the uninterrupted run
 * @param found results of the other
 * @param ids how many different ones those describe
 * @param same ids whose highest version is there in both with the same text
 * @param differences all there are, but texts only of the first few
 */
record Comparison(
    String name, long expected, long found, long ids, long same, List<Difference> differences) {
  private static final int SHOWN = 5;

  /**
   * Which revisions there were of a result that was corrected depends on when the clock passed: the
   * last one is the same in every run, and none is there twice.
   *
   * @param mayRepeat where what was sent twice is there twice: then it must be in both
   */
  static Comparison of(Reading reference, Reading subject, boolean mayRepeat) throws Exception {
    Contents expected = Contents.of(reference);
    Contents found = Contents.of(subject);
    List<Difference> differences = new ArrayList<>();
    long same = 0;
    for (Map.Entry<String, Last> entry : expected.last().entrySet()) {
      String id = entry.getKey();
      Last other = found.last().get(id);
      if (other == null) {
        differences.add(new Difference(Kind.LOST, id, "is not there"));
      } else if (other.version() != entry.getValue().version()) {
        differences.add(
            new Difference(
                Kind.OTHER_VERSION,
                id,
                "version " + other.version() + " and not " + entry.getValue().version()));
      } else if (!other.equals(entry.getValue())) {
        differences.add(new Difference(Kind.OTHER_TEXT, id, "another text"));
      } else {
        same++;
      }
    }
    for (String id : found.last().keySet()) {
      if (!expected.last().containsKey(id)) {
        differences.add(new Difference(Kind.NEVER_EXPECTED, id, "nothing of the kind is expected"));
      }
    }
    addRepeats(expected, found, mayRepeat, differences);
    differences.sort(Comparator.comparing(Difference::kind).thenComparing(Difference::id));
    return new Comparison(
        subject.name(),
        expected.results(),
        found.results(),
        found.last().size(),
        same,
        withTexts(reference, subject, differences));
  }

  private static void addRepeats(
      Contents expected, Contents found, boolean mayRepeat, List<Difference> differences) {
    Set<String> all = new HashSet<>(expected.repeats().keySet());
    all.addAll(found.repeats().keySet());
    for (String one : all) {
      int inReference = expected.repeats().getOrDefault(one, 0);
      int here = found.repeats().getOrDefault(one, 0);
      if (!mayRepeat && inReference > 0) {
        differences.add(
            new Difference(Kind.REPEATED, one, "is repeated in the uninterrupted run itself"));
      }
      if (here > (mayRepeat ? inReference : 0)) {
        differences.add(new Difference(Kind.REPEATED, one, "is there " + (here + 1) + " times"));
      } else if (mayRepeat && here < inReference) {
        differences.add(
            new Difference(
                Kind.LOST, one, "is there " + (here + 1) + " times and not " + (inReference + 1)));
      }
    }
  }

  /** With the texts of the first few that have another one, which are read again for it. */
  private static List<Difference> withTexts(
      Reading reference, Reading subject, List<Difference> differences) throws Exception {
    Set<String> ids =
        differences.stream()
            .filter(d -> d.kind() == Kind.OTHER_TEXT)
            .limit(SHOWN)
            .map(Difference::id)
            .collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return differences;
    }
    Map<String, String> expected = texts(reference, ids);
    Map<String, String> found = texts(subject, ids);
    return differences.stream()
        .map(
            d ->
                d.kind() == Kind.OTHER_TEXT && ids.contains(d.id())
                    ? new Difference(
                        d.kind(), d.id(), found.get(d.id()) + " and not " + expected.get(d.id()))
                    : d)
        .toList();
  }

  /** Of each id the text of its highest version. */
  private static Map<String, String> texts(Reading reading, Set<String> ids) throws Exception {
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> versions = new HashMap<>();
    reading.each(
        (id, version, result) -> {
          if (ids.contains(id) && version > versions.getOrDefault(id, Long.MIN_VALUE)) {
            versions.put(id, version);
            texts.put(id, result.toString());
          }
        });
    return texts;
  }

  boolean isSame() {
    return differences.isEmpty();
  }
}
