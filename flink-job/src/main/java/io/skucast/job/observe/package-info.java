/** What a run shows of itself. */
package io.skucast.job.observe;
