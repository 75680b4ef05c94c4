/** Measurements of the job beside a baseline, in one run. */
package io.skucast.local.bench;
