package io.skucast.core.feature;

import java.time.LocalDate;

/**
 * One series at one origin, as features see it: what happened up to the origin, counted {@code
 * back} periods from it (0 is the origin itself), and what is already known of a period {@code
 * horizon} periods ahead (1 is the next). NaN is unknown. A caller without signals answers the two
 * questions that have no default.
 */
public interface FeatureSource {

  /** Demand in units, {@code back} periods before the origin; zero is data, NaN is unknown. */
  double units(int back);

  /** First local date of the period at origin + horizon. */
  LocalDate date(int horizon);

  /** Mean price in the currency; NaN or not above zero is unknown. */
  default double price(int back) {
    return Double.NaN;
  }

  /** Share of the period or of its sales that was on promotion, 0 to 1. */
  default double promotion(int back) {
    return Double.NaN;
  }

  /** Share of the period in which the series could be sold, 0 to 1. */
  default double inStock(int back) {
    return Double.NaN;
  }

  /** Times the product was viewed. */
  default double views(int back) {
    return Double.NaN;
  }

  /** Times the product was put into a cart. */
  default double carts(int back) {
    return Double.NaN;
  }

  /** Periods from the first sale of the product to the origin. */
  default double age() {
    return Double.NaN;
  }

  /** Category of the product; empty is unknown. */
  default String category() {
    return "";
  }

  /** Location of the series; empty is unknown. */
  default String location() {
    return "";
  }

  /** Price in the currency planned for the period at origin + horizon. */
  default double plannedPrice(int horizon) {
    return Double.NaN;
  }

  /** Share of the period at origin + horizon planned to be on promotion, 0 to 1. */
  default double plannedPromotion(int horizon) {
    return Double.NaN;
  }

  /** Events and flags of the catalogue. */
  default EventCalendar events() {
    return EventCalendar.NONE;
  }
}
