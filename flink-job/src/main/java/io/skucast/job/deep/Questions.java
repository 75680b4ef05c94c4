package io.skucast.job.deep;

import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.DeepVersions;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is asked for some outlooks, by the version of each origin, and what is answered. */
final class Questions {
  private final DeepVersions versions;
  private final Map<DeepVersion, List<DeepRow>> rows = new LinkedHashMap<>();

  /** By the row that was asked: each is an array of its own. */
  private final Map<float[], DeepAnswer> answers = new IdentityHashMap<>();

  private int size;

  Questions(DeepVersions versions) {
    this.versions = versions;
  }

  /**
   * @param sealedToo whether the outlook's sealed periods are asked too
   */
  void add(Outlook outlook, boolean sealedToo) {
    add(outlook.seriesKey(), outlook.category(), outlook.origin(), outlook.window());
    if (sealedToo) {
      for (SealedRow sealed : outlook.sealed()) {
        add(sealed.seriesKey(), sealed.category(), sealed.period(), sealed.window());
      }
    }
  }

  private void add(String seriesKey, String category, int origin, float[] numbers) {
    DeepVersion version = versions.at(origin);
    if (version != null && numbers.length > 0) {
      rows.computeIfAbsent(version, v -> new ArrayList<>())
          .add(new DeepRow(seriesKey, category, origin, numbers));
      size++;
    }
  }

  int size() {
    return size;
  }

  void ask(Served served) {
    rows.forEach(
        (version, asked) -> {
          List<DeepAnswer> given = served.ask(version, asked);
          for (int i = 0; i < given.size(); i++) {
            answers.put(asked.get(i).numbers(), given.get(i));
          }
        });
  }

  /** What was answered of a row; null where nothing was. */
  DeepAnswer answer(float[] numbers) {
    return answers.get(numbers);
  }
}
