package io.skucast.core.deep;

import io.skucast.core.feature.Feature;
import io.skucast.core.feature.TargetCalendar;
import java.util.List;

/** The calendar of an origin at a location, laid out for a deep model. Serves one thread. */
public final class DeepCalendar {
  private final TargetCalendar calendar;

  public DeepCalendar(TargetCalendar calendar) {
    this.calendar = calendar;
  }

  /** Names of the features of a period. */
  public List<String> names() {
    return calendar.features().stream().map(Feature::name).toList();
  }

  /**
   * Fills in the features of the window's and the targets' periods, oldest first.
   *
   * @param numbers takes {@link DeepLayout#calendarPeriods} times the number of names, from {@code
   *     at} on
   */
  public void fill(DeepLayout layout, int origin, String location, float[] numbers, int at) {
    int next = at;
    int first = origin - layout.window() + 1;
    for (int i = 0; i < layout.calendarPeriods(); i++) {
      float[] features = calendar.of(first + i, location);
      System.arraycopy(features, 0, numbers, next, features.length);
      next += features.length;
    }
  }
}
