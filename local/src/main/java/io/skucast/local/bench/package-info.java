/** Measurements: the job beside a baseline in one run, and the forecasters of one series alone. */
package io.skucast.local.bench;
