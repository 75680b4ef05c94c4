/**
 * Forecasts by linear models that are trained on all series of a category: from what each series
 * knows at an origin to features, from sealed periods to lessons, and from published versions to
 * forecasts, their quantiles and what moved them. It may depend on forecast, feature and learn.
 */
package io.skucast.core.linear;
