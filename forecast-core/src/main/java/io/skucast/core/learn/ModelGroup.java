package io.skucast.core.learn;

/**
 * What one model is trained for: a kind of model, a category of series and a band of horizons.
 * Groups are ordered by {@link #key()}.
 *
 * @param model {@link #LINEAR} or {@link #DIRECTION}
 * @param category category of the series, {@link #ALL} for every one
 * @param firstHorizon least horizon that the model forecasts, periods, from 1
 * @param lastHorizon greatest horizon that the model forecasts, periods
 */
public record ModelGroup(String model, String category, int firstHorizon, int lastHorizon)
    implements Comparable<ModelGroup> {
  /** Forecasts units: {@link LinearLearner}. */
  public static final String LINEAR = "linear";

  /** Forecasts the probability that demand rises: {@link LogisticLearner}. */
  public static final String DIRECTION = "direction";

  /** The category that is every category. */
  public static final String ALL = "*";

  public ModelGroup {
    if (!LINEAR.equals(model) && !DIRECTION.equals(model)) {
      throw new IllegalArgumentException(
          "model is '" + model + "', allowed is " + LINEAR + " or " + DIRECTION);
    }
    if (category == null || category.isEmpty()) {
      throw new IllegalArgumentException(
          "category is '" + category + "', allowed is a name or " + ALL);
    }
    if (firstHorizon < 1 || lastHorizon < firstHorizon) {
      throw new IllegalArgumentException(
          "horizons are "
              + firstHorizon
              + " to "
              + lastHorizon
              + ", allowed is from 1 and in ascending order");
    }
  }

  /**
   * One text per group, such as {@code linear:1-7:shoes}; the category is last as it may be any.
   */
  public String key() {
    return model + ":" + firstHorizon + "-" + lastHorizon + ":" + category;
  }

  /** The group of all categories with the same model and horizons. */
  public ModelGroup coarser() {
    return isCoarsest() ? this : new ModelGroup(model, ALL, firstHorizon, lastHorizon);
  }

  public boolean isCoarsest() {
    return ALL.equals(category);
  }

  @Override
  public int compareTo(ModelGroup other) {
    return key().compareTo(other.key());
  }
}
