/**
 * The networks: three encoders of a series' past behind one interface, one decoder of horizons and
 * quantiles, and their weights; and how a trained one is written as a SavedModel.
 */
package io.skucast.deep.net;
