package io.skucast.core.demand;

import io.skucast.core.sale.Series;

/**
 * What one series did in one period.
 *
 * @param seriesKey the series, see {@link Series#key()}
 * @param period index on the calendar of the series' location
 * @param unitsMilli thousandths of units sold, net of returns; zero is data
 * @param returnedMilli thousandths of units returned, not negative
 * @param revenueMilli thousandths of the currency, net of returns
 * @param promoted sales made on promotion
 * @param revision accepted sales that the observation is made of: every correction adds at least
 *     one, so the number grows with each and does not depend on the order of arrival
 * @param openFrom first period that a later sale may still correct; earlier ones are sealed
 */
public record Observation(
    String seriesKey,
    int period,
    long unitsMilli,
    long returnedMilli,
    long revenueMilli,
    int promoted,
    int revision,
    int openFrom) {}
