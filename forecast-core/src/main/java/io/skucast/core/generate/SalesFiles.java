package io.skucast.core.generate;

import io.skucast.core.sale.Decimals;
import io.skucast.core.sale.SaleDraft;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/** Writes generated sales and their truth as files: {@code sales.csv} and {@code truth.csv}. */
public final class SalesFiles {
  public static final String SALES = "sales.csv";
  public static final String TRUTH = "truth.csv";

  private SalesFiles() {}

  /**
   * @param progress is told the days written
   * @return events by what happens to them on their way
   */
  public static Map<OrderLine.Fate, Long> write(
      SaleGenerator sales, Path folder, IntConsumer progress) throws IOException {
    SalesPlan plan = sales.plan();
    Map<OrderLine.Fate, Long> counts = new EnumMap<>(OrderLine.Fate.class);
    for (OrderLine.Fate fate : OrderLine.Fate.values()) {
      counts.put(fate, 0L);
    }
    Files.createDirectories(folder);
    try (BufferedWriter events = writer(folder.resolve(SALES));
        BufferedWriter truths = writer(folder.resolve(TRUTH))) {
      events.write("id,sku,location,time,quantity,price,promotion,category\n");
      truths.write(Truth.HEADER + '\n');
      for (int day = 0; day < plan.days(); day++) {
        for (OrderLine line : sales.arrivals(day)) {
          counts.merge(line.fate(), 1L, Long::sum);
          write(line.draft(plan), events);
        }
        for (int series = 0; series < plan.series(); series++) {
          write(Truth.of(sales, series, day), plan, truths);
        }
        progress.accept(day + 1);
      }
    }
    return counts;
  }

  private static BufferedWriter writer(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  private static void write(SaleDraft sale, BufferedWriter to) throws IOException {
    to.write(
        String.join(
            ",",
            sale.id(),
            sale.sku(),
            sale.location(),
            sale.time(),
            sale.quantity(),
            sale.price(),
            sale.promotion(),
            sale.category()));
    to.write('\n');
  }

  private static void write(Truth truth, SalesPlan plan, BufferedWriter to) throws IOException {
    to.write(
        String.join(
            ",",
            SalesPlan.skuName(plan.sku(truth.series())),
            SalesPlan.locationName(plan.location(truth.series())),
            plan.start().plusDays(truth.day()).toString(),
            String.format(Locale.ROOT, "%.4f", truth.mean()),
            Integer.toString(truth.units()),
            Integer.toString(truth.returned()),
            Decimals.fromMilli(truth.priceMilli()),
            String.format(Locale.ROOT, "%.3f", truth.discount()),
            Boolean.toString(truth.inStock())));
    to.write('\n');
  }
}
