package io.skucast.core.sale;

/**
 * A signal as written by whoever sent it: texts that nobody has checked. Null means absent.
 *
 * @param id where absent the signal's own content is its id
 * @param zone zone in which a {@code time} without offset is meant; absent: the location's own
 * @param quantity absent for views and carts: one
 */
public record SignalDraft(
    String id,
    String sku,
    String location,
    String time,
    String zone,
    String kind,
    String quantity) {}
