/**
 * What to keep on the shelf: quantiles of demand read at any level, safety stock, reorder point.
 */
package io.skucast.core.stock;
