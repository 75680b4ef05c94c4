/**
 * Keeps two jobs from writing by the same transactions. It decides whether a job runs and never
 * what it computes, so that it may look at the clock.
 */
package io.skucast.job.io.kafka.guard;
