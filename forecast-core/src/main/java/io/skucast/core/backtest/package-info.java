/**
 * Forecasts of the past from what was known at the time, scored against what then happened.
 * Formulas are those of the M5 competition (Makridakis, Spiliotis and Assimakopoulos 2022).
 */
package io.skucast.core.backtest;
