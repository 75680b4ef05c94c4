/**
 * Rolling origins over any reader's data: the live job's pipeline forecasts the past, and what it
 * issued is scored against what then happened, in tables, files and a page.
 */
package io.skucast.local.backtest;
