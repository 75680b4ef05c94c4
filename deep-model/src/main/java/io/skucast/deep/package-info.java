/**
 * Deep forecasts: networks and their trainer ({@code net}, {@code train}), what is published of a
 * trained one ({@code artifact}) and how it is served ({@code serve}). TensorFlow, no Flink.
 */
package io.skucast.deep;
