package io.skucast.core.deep;

/**
 * What series keep and tell for deep models.
 *
 * @param layout of the rows
 * @param latenessPeriods periods for which a closed period still takes corrections
 * @param trialHorizons periods after an origin that models are judged by
 * @param trialEvery they are judged at origins that this divides; 0: never
 */
public record DeepPlan(DeepLayout layout, int latenessPeriods, int trialHorizons, int trialEvery) {
  public DeepPlan {
    if (latenessPeriods < 0 || trialHorizons < 1 || trialEvery < 0) {
      throw new IllegalArgumentException(
          "a plan of %d periods of lateness, %d horizons of trials at every %d origins: at least 0, 1, 0"
              .formatted(latenessPeriods, trialHorizons, trialEvery));
    }
  }

  /**
   * Periods before the newest that rows are asked for at: corrected ones, and those of origins that
   * have just been followed by the last period that models are judged by there.
   */
  public int kept() {
    return latenessPeriods + (trialEvery == 0 ? 0 : trialHorizons) + 1;
  }

  /**
   * What the sealing of a period teaches.
   *
   * @return null where the origin is none, or lies before the series began
   */
  public DeepLesson lesson(String seriesKey, String category, DeepWindow window, int sealed) {
    int origin = sealed - trialHorizons;
    if (trialEvery == 0
        || Math.floorMod(origin, trialEvery) != 0
        || !window.has(origin, layout)
        || sealed > window.last) {
      return null;
    }
    float[] row = new float[layout.rowSize()];
    layout.fill(window, origin, row, 0);
    float[] actual = new float[trialHorizons];
    for (int h = 0; h < trialHorizons; h++) {
      actual[h] = window.demand(origin + h + 1);
    }
    return new DeepLesson(seriesKey, category, origin, row, actual);
  }
}
