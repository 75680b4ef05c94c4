package io.skucast.core.generate;

import io.skucast.core.sale.Decimals;
import io.skucast.core.sale.SaleDraft;
import java.time.Instant;

/**
 * One order line as it arrives.
 *
 * @param series number of the series
 * @param day day on which it was sold
 * @param number number of the line among those of its series and day
 * @param quantity units, for a return negative
 * @param returned whether it takes back the line of that day and number
 * @param timeMillis when it was sold or returned
 * @param arrivalMillis when it arrives: lines are sent in this order
 * @param fate whether it comes in time, and whether it comes twice
 */
public record OrderLine(
    int series,
    int day,
    int number,
    int quantity,
    boolean returned,
    long priceMilli,
    boolean promotion,
    long timeMillis,
    long arrivalMillis,
    Fate fate) {

  /** What happens to a line on its way. */
  public enum Fate {
    /** It arrives within half an hour. */
    PROMPT,
    /** It arrives a day later: a correction of a closed day. */
    CORRECTION,
    /** It arrives ten days later, when its day is sealed. */
    LATE,
    /** It is sent once more, minutes after it was sent first. */
    REPEAT
  }

  /** Unique to the line; a repeat has the id of what it repeats. */
  String id() {
    return (returned ? "R-" : "S-") + series + '-' + day + '-' + number;
  }

  SaleDraft draft(SalesPlan plan) {
    int sku = plan.sku(series);
    return new SaleDraft(
        id(),
        SalesPlan.skuName(sku),
        SalesPlan.locationName(plan.location(series)),
        Instant.ofEpochMilli(timeMillis).toString(),
        null,
        Integer.toString(quantity),
        Decimals.fromMilli(priceMilli),
        Boolean.toString(promotion),
        DemandModel.CATEGORIES.get(sku % DemandModel.CATEGORIES.size()));
  }
}
