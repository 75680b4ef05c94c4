/**
 * Whether a forecaster has gone wrong: a change in the mean of its errors ({@link
 * io.skucast.core.drift.PageHinkley}) and errors that lean to one side ({@link
 * io.skucast.core.drift.TrackingSignal}), in constant time and a few bytes a series.
 */
package io.skucast.core.drift;
