package io.skucast.core.deep;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What prices and promotions are planned, by SKU, location and local date. Of plans that overlap
 * the one that begins last holds, and one of a location before one of all. Immutable.
 */
public final class Plans implements Serializable {
  /** Without any plan. */
  public static final Plans NONE = new Builder().build();

  /**
   * From one date to another.
   *
   * @param from first date
   * @param to last date
   * @param price in the currency; 0 where none is planned
   * @param promotion share on promotion, 0 to 1
   */
  public record Plan(LocalDate from, LocalDate to, double price, double promotion)
      implements Serializable {
    boolean holds(LocalDate date) {
      return !date.isBefore(from) && !date.isAfter(to);
    }
  }

  private record Place(String sku, String location) implements Serializable {}

  /** By the date that they begin on, the last first. */
  private final HashMap<Place, Plan[]> plans;

  private Plans(HashMap<Place, Plan[]> plans) {
    this.plans = plans;
  }

  /** Whether there is no plan at all. */
  public boolean isEmpty() {
    return plans.isEmpty();
  }

  /** What holds for a SKU at a location on a date, or null. */
  public Plan at(String sku, String location, LocalDate date) {
    Plan own = find(plans.get(new Place(sku, location)), date);
    return own != null ? own : find(plans.get(new Place(sku, "")), date);
  }

  private static Plan find(Plan[] all, LocalDate date) {
    if (all != null) {
      for (Plan plan : all) {
        if (plan.holds(date)) {
          return plan;
        }
      }
    }
    return null;
  }

  /** Collects plans. */
  public static final class Builder {
    private final Map<Place, Plan[]> plans = new HashMap<>();

    /**
     * Adds one.
     *
     * @param location empty: all
     */
    public Builder add(String sku, String location, Plan plan) {
      if (plan.to().isBefore(plan.from())) {
        throw new IllegalArgumentException(
            "a plan of " + sku + " ends on " + plan.to() + ", before it begins on " + plan.from());
      }
      plans.merge(
          new Place(sku, location),
          new Plan[] {plan},
          (known, added) -> {
            Plan[] all = Arrays.copyOf(known, known.length + 1);
            all[known.length] = plan;
            return all;
          });
      return this;
    }

    public Plans build() {
      HashMap<Place, Plan[]> sorted = new HashMap<>();
      plans.forEach(
          (place, all) -> {
            Plan[] ofPlace = all.clone();
            Arrays.sort(ofPlace, Comparator.comparing(Plan::from).reversed());
            sorted.put(place, ofPlace);
          });
      return new Plans(sorted);
    }
  }
}
