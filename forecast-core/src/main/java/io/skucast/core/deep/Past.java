package io.skucast.core.deep;

/** What a series did in each period up to an origin, as {@link DeepLayout} reads it. */
public interface Past {
  /** First period that the series is known from. */
  int first();

  /** Units sold net of returns, not below zero. */
  double units(int period);

  /** Mean price of the units sold, in the currency; 0 where it is not known. */
  double price(int period);

  /** Share of the sales made on promotion, 0 to 1; 0 without sales. */
  double promotion(int period);

  /** Share of the period in which stock was above zero, 0 to 1; 1 where it is not known. */
  double inStock(int period);

  /**
   * Sum of the units of the {@link DeepLayout#BLOCK_LENGTH} periods from {@code block *
   * BLOCK_LENGTH} on, not below zero; all of them lie before the origin.
   */
  double blockUnits(int block);
}
