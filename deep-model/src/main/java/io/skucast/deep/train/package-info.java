/** Trains deep forecasts: from series' pasts to the weights of a network. */
package io.skucast.deep.train;
