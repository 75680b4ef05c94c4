package io.skucast.deep.train;

import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All that a network may learn from: series, their calendar, and where the past ends. */
public final class TrainingSet {
  private final DeepLayout layout;
  private final DeepCalendar calendar;
  private final List<TrainingSeries> series;
  private final int through;
  private final List<String> skus;
  private final List<String> categories;
  private final List<String> locations;
  private final int[][] codes;

  /**
   * @param calendar with the layout's names
   * @param through last period that may be known
   */
  public TrainingSet(
      DeepLayout layout, DeepCalendar calendar, List<TrainingSeries> series, int through) {
    if (!layout.calendar().equals(calendar.names())) {
      throw new IllegalArgumentException(
          "the layout's calendar is " + layout.calendar() + ", this one " + calendar.names());
    }
    this.layout = layout;
    this.calendar = calendar;
    this.series =
        series.stream()
            .filter(one -> one.first() <= through)
            .sorted(
                Comparator.comparing(TrainingSeries::sku).thenComparing(TrainingSeries::location))
            .toList();
    this.through = through;
    this.skus = distinct(TrainingSeries::sku);
    this.categories = distinct(TrainingSeries::category);
    this.locations = distinct(TrainingSeries::location);
    Map<String, Integer> ofSku = codes(skus);
    Map<String, Integer> ofCategory = codes(categories);
    Map<String, Integer> ofLocation = codes(locations);
    this.codes =
        this.series.stream()
            .map(
                one ->
                    new int[] {
                      ofSku.getOrDefault(one.sku(), 0),
                      ofCategory.getOrDefault(one.category(), 0),
                      ofLocation.getOrDefault(one.location(), 0)
                    })
            .toArray(int[][]::new);
  }

  private List<String> distinct(Function<TrainingSeries, String> name) {
    return series.stream().map(name).filter(text -> !text.isEmpty()).distinct().sorted().toList();
  }

  private static Map<String, Integer> codes(List<String> names) {
    Map<String, Integer> codes = new HashMap<>();
    names.forEach(name -> codes.put(name, codes.size() + 1));
    return codes;
  }

  public DeepLayout layout() {
    return layout;
  }

  public DeepCalendar calendar() {
    return calendar;
  }

  /** Those that began in time, by SKU and location. */
  public List<TrainingSeries> series() {
    return series;
  }

  /** Last period that may be known. */
  public int through() {
    return through;
  }

  /** SKUs with a code: the place in the list, plus one. Likewise categories and locations. */
  public List<String> skus() {
    return skus;
  }

  public List<String> categories() {
    return categories;
  }

  public List<String> locations() {
    return locations;
  }

  /** Codes of the series at this place in the list. */
  public int[] codes(int index) {
    return codes[index];
  }
}
