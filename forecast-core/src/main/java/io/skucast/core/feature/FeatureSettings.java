package io.skucast.core.feature;

import io.skucast.core.calendar.PeriodUnit;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * What a feature layout depends on.
 *
 * @param period step of the business calendar
 * @param country whose public holidays count, see {@link Holidays#of}
 * @param categories those with a column of their own, at most {@link #LARGEST_ONE_HOT}; the order
 *     is the columns' order
 * @param locations as categories
 * @param flags names of flags of the {@link EventCalendar} that get a column, at most {@link
 *     #LARGEST_ONE_HOT}
 */
public record FeatureSettings(
    PeriodUnit period,
    String country,
    List<String> categories,
    List<String> locations,
    List<String> flags)
    implements Serializable {

  /** Columns that one list may ask for. */
  public static final int LARGEST_ONE_HOT = 32;

  public FeatureSettings {
    Holidays.of(country);
    categories = checked("categories", categories);
    locations = checked("locations", locations);
    flags = checked("flags", flags);
  }

  /** Without holidays, known categories, known locations and flags. */
  public static FeatureSettings of(PeriodUnit period) {
    return new FeatureSettings(period, Holidays.NO_COUNTRY, List.of(), List.of(), List.of());
  }

  public FeatureSettings withCountry(String newCountry) {
    return new FeatureSettings(period, newCountry, categories, locations, flags);
  }

  public FeatureSettings withCategories(String... newCategories) {
    return new FeatureSettings(period, country, List.of(newCategories), locations, flags);
  }

  public FeatureSettings withLocations(String... newLocations) {
    return new FeatureSettings(period, country, categories, List.of(newLocations), flags);
  }

  public FeatureSettings withFlags(String... newFlags) {
    return new FeatureSettings(period, country, categories, locations, List.of(newFlags));
  }

  private static List<String> checked(String name, List<String> values) {
    if (values.size() > LARGEST_ONE_HOT) {
      throw new IllegalArgumentException(
          name + " has " + values.size() + " values, allowed is " + LARGEST_ONE_HOT + " or fewer");
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(name + " is " + values + ", allowed is each value once");
    }
    for (String value : values) {
      if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            name + " has '" + value + "', allowed is text without control characters");
      }
    }
    return List.copyOf(values);
  }
}
