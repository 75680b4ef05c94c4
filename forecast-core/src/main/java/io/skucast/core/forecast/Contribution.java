package io.skucast.core.forecast;

/**
 * Why a forecast is what it is: what one feature adds to it, against a series that has the mean of
 * that feature.
 *
 * @param feature name in the layout of the linear model
 * @param value of the feature, mean over the horizons; demand is in units
 * @param effect units over all horizons together
 */
public record Contribution(String feature, double value, double effect) {}
