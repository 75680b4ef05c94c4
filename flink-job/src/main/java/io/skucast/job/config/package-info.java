/** The catalogue of options and what a run has set them to. */
package io.skucast.job.config;
