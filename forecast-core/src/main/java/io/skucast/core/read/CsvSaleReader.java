package io.skucast.core.read;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.SaleDraft;
import io.skucast.core.sale.SaleValidator;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One sale a row: {@code sku}, {@code time} and {@code quantity}, and where present {@code id},
 * {@code location}, {@code price}, {@code promotion}, {@code category} and {@code zone}, in any
 * order; other columns are ignored.
 */
public final class CsvSaleReader extends RowReader {
  private final SaleValidator validator;
  private final long takenInMillis;
  private final int sku;
  private final int time;
  private final int quantity;
  private final int id;
  private final int location;
  private final int zone;
  private final int price;
  private final int promotion;
  private final int category;

  public CsvSaleReader(Path path, Calendars calendars, SaleValidator validator, Instant takenIn) {
    super(path, calendars);
    this.validator = validator;
    this.takenInMillis = takenIn.toEpochMilli();
    this.sku = table().required("sku");
    this.time = table().required("time");
    this.quantity = table().required("quantity");
    this.id = table().optional("id");
    this.location = table().optional("location");
    this.zone = table().optional("zone");
    this.price = table().optional("price");
    this.promotion = table().optional("promotion");
    this.category = table().optional("category");
  }

  @Override
  Incoming read(CsvTable row) {
    SaleDraft draft =
        new SaleDraft(
            row.get(id),
            row.get(sku),
            row.get(location),
            row.get(time),
            row.get(zone),
            row.get(quantity),
            row.get(price),
            row.get(promotion),
            row.get(category));
    return validator.validate(draft, takenInMillis, row.source());
  }
}
