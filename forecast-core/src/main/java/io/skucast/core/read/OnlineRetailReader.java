package io.skucast.core.read;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.Decimals;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.SaleDraft;
import io.skucast.core.sale.SaleValidator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * UCI's Online Retail II: order lines of a wholesaler among adjustments, postage, lost stock and
 * gifts, which are rejected here since they are no demand. The id is made of all that is in a line
 * but its text, because the file repeats some lines exactly.
 */
public final class OnlineRetailReader extends RowReader {
  private static final Set<String> NO_PRODUCTS =
      Set.of(
          "POST",
          "DOT",
          "M",
          "m",
          "C2",
          "C3",
          "D",
          "S",
          "B",
          "BANK CHARGES",
          "AMAZONFEE",
          "CRUK",
          "PADS",
          "GIFT");

  private final SaleValidator validator;
  private final long takenInMillis;
  private final int invoice;
  private final int code;
  private final int quantity;
  private final int date;
  private final int price;
  private final int customer;

  public OnlineRetailReader(
      Path path, Calendars calendars, SaleValidator validator, Instant takenIn) {
    super(path, calendars);
    this.validator = validator;
    this.takenInMillis = takenIn.toEpochMilli();
    this.invoice = table().required("InvoiceNo");
    this.code = table().required("StockCode");
    this.quantity = table().required("Quantity");
    this.date = table().required("InvoiceDate");
    this.price = table().required("UnitPrice");
    this.customer = table().required("CustomerID");
  }

  @Override
  Incoming read(CsvTable row) {
    String invoiceNo = row.get(invoice);
    String sku = row.get(code).strip();
    String units = row.get(quantity);
    String unitPrice = row.get(price);
    if (invoiceNo.startsWith("A")) {
      return rejected(
          row, RejectionReason.ADJUSTMENT, "InvoiceNo '" + invoiceNo + "' starts with A");
    }
    if (isNoProduct(sku)) {
      return rejected(
          row, RejectionReason.NOT_A_PRODUCT, "StockCode '" + sku + "' stands for no product");
    }
    if (units.strip().startsWith("-") && !invoiceNo.startsWith("C")) {
      return rejected(
          row,
          RejectionReason.WRITE_OFF,
          "Quantity '" + units + "' is negative and InvoiceNo '" + invoiceNo + "' no cancellation");
    }
    if (isFree(unitPrice)) {
      return rejected(
          row, RejectionReason.NO_PRICE, "UnitPrice '" + unitPrice + "' is not above zero");
    }
    String id =
        String.join("|", invoiceNo, sku, units, row.get(date), unitPrice, row.get(customer));
    SaleDraft draft =
        new SaleDraft(
            id,
            sku,
            SaleValidator.DEFAULT_LOCATION,
            row.get(date),
            null,
            units,
            unitPrice,
            null,
            null);
    return validator.validate(draft, takenInMillis, row.source());
  }

  private static boolean isNoProduct(String sku) {
    return NO_PRODUCTS.contains(sku)
        || sku.startsWith("ADJUST")
        || sku.startsWith("gift_")
        || sku.startsWith("DCGS")
        || sku.startsWith("TEST");
  }

  private static boolean isFree(String unitPrice) {
    try {
      return unitPrice.isBlank() || Decimals.toMilli(unitPrice) <= 0;
    } catch (NumberFormatException | ArithmeticException e) {
      return false; // the validator says what is wrong with it
    }
  }
}
