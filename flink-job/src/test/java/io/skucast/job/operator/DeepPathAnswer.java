package io.skucast.job.operator;

import io.skucast.core.deep.DeepVersion;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.score.Alert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is made with deep models: by key, the last revision of outlooks and forecasts; and all
 * shares, decisions and alerts, which come a second time after a crash and have to be the same
 * then.
 */
final class DeepPathAnswer {
  private final TreeMap<String, String> texts = new TreeMap<>();
  private final TreeMap<String, Long> revisions = new TreeMap<>();
  private final Set<String> issuedOutlooks = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final Set<String> versions = new HashSet<>();
  private final Set<Alert.Kind> kinds = new HashSet<>();

  void outlook(Outlook o) {
    versions.add(o.deepVersion());
    // At the end of input an origin may come once more with what was sealed then, to issue nothing.
    String issued = o.seriesKey() + "/" + o.origin() + "/" + o.revision();
    if (!o.issued() && issuedOutlooks.contains(issued)) {
      return;
    }
    if (o.issued()) {
      issuedOutlooks.add(issued);
    }
    revise("outlook " + o.seriesKey() + "/" + o.origin(), o.revision(), Texts.of(withoutSealed(o)));
  }

  /** Which outlook a sealed period goes with may differ; it is a share of its own. */
  private static Outlook withoutSealed(Outlook o) {
    return o.with(new SealedRow[0]);
  }

  void forecast(Forecast f) {
    revise(
        "forecast " + f.sku() + "/" + f.location() + "/" + f.origin() + "/" + f.forecaster(),
        f.revision(),
        Texts.of(f));
  }

  private void revise(String key, long revision, String text) {
    if (revision >= revisions.getOrDefault(key, Long.MIN_VALUE)) {
      revisions.put(key, revision);
      texts.put(key, text);
    }
  }

  void share(Share s) {
    texts.put("share " + Texts.of(s), "");
  }

  void decision(DeepVersion v) {
    texts.put("decision " + Texts.of(v), "");
  }

  /** At which of its origins a fault was found first depends on what came late. */
  void alert(Alert a) {
    kinds.add(a.kind());
    String earlier = texts.putIfAbsent("alert " + a.kind() + "/" + a.lag(), a.message());
    if (earlier != null && !earlier.equals(a.message())) {
      faults.add(a + " was " + earlier);
    }
  }

  TreeMap<String, String> texts() {
    return texts;
  }

  /** What must not happen in any run. */
  List<String> faults() {
    return faults;
  }

  /** Versions that had a part, and what stands for none. */
  Set<String> versions() {
    return versions;
  }

  Set<Alert.Kind> kinds() {
    return kinds;
  }
}
