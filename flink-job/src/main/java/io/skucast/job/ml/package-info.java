/**
 * Training on a stream as stages of Flink ML: tables of rows in, a table of model versions and
 * tables of predictions out. What they promise is in {@code docs/estimators.md}.
 */
package io.skucast.job.ml;
