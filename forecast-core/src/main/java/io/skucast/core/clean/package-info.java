/**
 * What a learner is told of an observation: how a series sells ({@link
 * io.skucast.core.clean.DemandProfile}), which demands are freaks ({@link
 * io.skucast.core.clean.SpikeFilter}), which sales were cut short by stock ({@link
 * io.skucast.core.clean.StockCensoring}) and whether the series is still alive ({@link
 * io.skucast.core.clean.SeriesLife}). Each step costs the same however long the series, and no
 * verdict depends on the unit in which demand is counted.
 */
package io.skucast.core.clean;
