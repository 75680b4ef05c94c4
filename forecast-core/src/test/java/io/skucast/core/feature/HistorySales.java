package io.skucast.core.feature;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import java.time.LocalDate;
import java.time.ZoneId;

/** Sales at noon of days in Berlin, numbered as its calendar does. */
final class HistorySales {
  static final BusinessCalendar BERLIN =
      new BusinessCalendar(ZoneId.of("Europe/Berlin"), PeriodUnit.DAY);
  static final String SKU = "bread";
  static final String LOCATION = "CA_1";

  private HistorySales() {}

  static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  static Sale sale(String id, int day, double units, double price) {
    return sale(id, day, units, price, false, "");
  }

  /** NaN is no price. */
  static Sale sale(
      String id, int day, double units, double price, boolean promotion, String category) {
    long priceMilli = Double.isNaN(price) ? Sale.NO_PRICE : Math.round(price * 1000);
    long noon = BERLIN.start(day) + 12 * 3_600_000L;
    long quantityMilli = Math.round(units * 1000);
    return new Sale(id, SKU, LOCATION, noon, quantityMilli, priceMilli, promotion, category);
  }

  static DemandHistory history(Sale... sales) {
    DemandHistory history = null;
    for (Sale sale : sales) {
      if (history == null) {
        history = new DemandHistory(new Series(sale.sku(), sale.location()));
      }
      history.add(sale, BERLIN.index(sale.timeMillis()));
    }
    return history;
  }
}
