package io.skucast.core.sale;

/**
 * A sale as written by whoever sent it: texts that nobody has checked. Null means absent.
 *
 * @param id order line id; where absent the sale's own content is its id
 * @param zone zone in which a {@code time} without offset is meant; absent: the location's own
 */
public record SaleDraft(
    String id,
    String sku,
    String location,
    String time,
    String zone,
    String quantity,
    String price,
    String promotion,
    String category) {}
