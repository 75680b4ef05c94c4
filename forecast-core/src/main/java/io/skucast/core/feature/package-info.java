/**
 * What a model that learns across series sees of one series at one origin for one horizon: a row of
 * numbers in a documented, versioned order. The layout names every number, the row is computed from
 * whatever keeps the series, and two small states keep the rows' standardisation and each feature's
 * usefulness up to date. All arithmetic is in a fixed order, so that a replay gives the same bits.
 */
package io.skucast.core.feature;
