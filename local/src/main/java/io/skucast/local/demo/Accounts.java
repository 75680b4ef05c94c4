package io.skucast.local.demo;

import java.util.Map;

/** The accounts of one run of the job: in words, and whether they add up. */
final class Accounts {
  private Accounts() {}

  static String text(Map<String, Object> pass) {
    Map<?, ?> documents = (Map<?, ?>) pass.get("documents");
    return ("read %,d = accepted %,d + rejected %,d %s%n"
            + "accepted = aggregated %,d + duplicate %,d + late %,d%n"
            + "%,d series; trends written %,d, in Elasticsearch %,d; forecasts written %,d, in"
            + " Elasticsearch %,d; scores in Elasticsearch %,d, alerts %,d; refused documents %,d;"
            + " %,d s")
        .formatted(
            pass.get("read"),
            pass.get("accepted"),
            pass.get("rejected"),
            pass.get("rejected_by_reason"),
            pass.get("aggregated"),
            pass.get("duplicate"),
            pass.get("late"),
            pass.get("series"),
            pass.get("trends"),
            documents.get("trends"),
            pass.get("forecasts"),
            documents.get("forecasts"),
            documents.get("accuracy"),
            documents.get("alerts"),
            documents.get("refused"),
            pass.get("seconds"));
  }

  /**
   * @throws IllegalStateException if a document is missing, too many, or changed by running again
   */
  static void check(Map<String, Object> first, Map<String, Object> last) {
    Map<?, ?> documents = (Map<?, ?>) first.get("documents");
    boolean same =
        documents.equals(last.get("documents"))
            && first.get("trends").equals(documents.get("trends"))
            && first.get("forecasts").equals(documents.get("forecasts"))
            && first.get("rejected").equals(documents.get("rejected"));
    if (!same) {
      throw new IllegalStateException(
          "the accounts do not add up: first " + first + ", last " + last);
    }
  }
}
