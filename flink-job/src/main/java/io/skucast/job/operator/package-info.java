/** Thin operators: each reads state, calls a pure step of forecast-core, writes state, emits. */
package io.skucast.job.operator;
