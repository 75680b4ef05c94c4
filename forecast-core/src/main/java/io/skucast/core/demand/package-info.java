/**
 * From sales to observations: one series' open periods, its duplicates, corrections, zero periods
 * and the sealing of the past, as pure steps on plain state.
 */
package io.skucast.core.demand;
