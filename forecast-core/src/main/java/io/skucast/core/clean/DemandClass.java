package io.skucast.core.clean;

/** How a series sells, by rarity and spread of its demands (Syntetos, Boylan and Croston 2005). */
public enum DemandClass {
  /** Demand in most periods, of much the same size. */
  SMOOTH,
  /** Demand in most periods, of very different sizes. */
  ERRATIC,
  /** Demand in some periods, of much the same size. */
  INTERMITTENT,
  /** Demand in some periods, of very different sizes. */
  LUMPY
}
