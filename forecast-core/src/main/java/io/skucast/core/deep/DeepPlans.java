package io.skucast.core.deep;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The plans of an origin's targets, laid out for a deep model. Serves one thread. */
public final class DeepPlans {
  private final Plans plans;
  private final Calendars calendars;
  private final Map<BusinessCalendar, Map<Integer, LocalDate>> dates = new HashMap<>();

  public DeepPlans(Plans plans, Calendars calendars) {
    this.plans = plans;
    this.calendars = calendars;
  }

  /** Whether there is no plan at all. */
  public boolean isEmpty() {
    return plans.isEmpty();
  }

  /**
   * Fills in what is planned of each target, from {@code at} on; zeros where nothing is.
   *
   * @param usualPrice the row's, see {@link DeepLayout#usualPriceAt}; 0 where it is not known: no
   *     price can be measured by it then
   * @return whether anything is planned
   */
  public boolean fill(
      DeepLayout layout,
      int origin,
      String sku,
      String location,
      float usualPrice,
      float[] numbers,
      int at) {
    BusinessCalendar calendar = calendars.of(location);
    boolean any = false;
    for (int h = 0; h < layout.horizons(); h++) {
      Plans.Plan plan = plans.at(sku, location, date(calendar, origin + 1 + h));
      boolean isPriced = plan != null && plan.price() > 0 && usualPrice > 0;
      int place = at + h * DeepLayout.PLANS;
      numbers[place] = isPriced ? (float) DeepLayout.logRatio(plan.price(), usualPrice) : 0;
      numbers[place + 1] = plan == null ? 0 : (float) plan.promotion();
      any |= plan != null;
    }
    return any;
  }

  private LocalDate date(BusinessCalendar calendar, int period) {
    return dates
        .computeIfAbsent(calendar, c -> new HashMap<>())
        .computeIfAbsent(
            period,
            p -> Instant.ofEpochMilli(calendar.start(p)).atZone(calendar.zone()).toLocalDate());
  }
}
