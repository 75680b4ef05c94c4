/**
 * Forecasts of a series' mean that cost the same for every observation, however long the series:
 * each smoother folds one observation at a time into a small state, and each states how the spread
 * of its errors grows with the horizon. The states are POJOs of primitives and primitive arrays, so
 * that a stream processor can store them and evolve them, and all arithmetic is in a fixed order,
 * so that a replay gives the same bits.
 */
package io.skucast.core.smooth;
