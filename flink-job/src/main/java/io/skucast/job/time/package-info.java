/** Event time: how the clock of a stream follows from what is in it. */
package io.skucast.job.time;
