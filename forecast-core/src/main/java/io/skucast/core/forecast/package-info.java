/** Trends and forecasts of one series: what is known of it after each observation. */
package io.skucast.core.forecast;
