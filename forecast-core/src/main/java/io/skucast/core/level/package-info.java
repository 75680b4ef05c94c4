/**
 * Levels above the series: category at a location, location, category and total, each forecast as a
 * series of its own, and reconciled with each other and with the sums of the series below them. It
 * may depend on the forecasters, the calendar and the vocabulary.
 */
package io.skucast.core.level;
