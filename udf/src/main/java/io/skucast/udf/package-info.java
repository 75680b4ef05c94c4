/**
 * Functions of Flink SQL on the mathematics of forecast-core: which there are, and how each is
 * called.
 */
package io.skucast.udf;
