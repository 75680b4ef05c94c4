package io.skucast.savepoints.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Sales of a small shop with all that befalls sales: returns, corrections of yesterday, repeats,
 * sales too late, rows that are no sales, series that begin in the middle and that end. As files,
 * in order of time and out of it as far as is allowed.
 */
final class ShopHistory {
  static final int DAYS = 75;

  /** Days that follow the history. */
  static final int MORE = 6;

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final String HEADER = "id,sku,location,time,quantity,price,promotion,category";
  private static final int SKUS = 18;

  private record Row(Instant at, String text, boolean isInOrder) {}

  private final List<Row> rows = new ArrayList<>();

  ShopHistory(long seed) {
    Random random = new Random(seed);
    for (int day = 0; day < DAYS + MORE; day++) {
      for (int i = 0; i < 60; i++) {
        int sku = (int) (SKUS * Math.pow(random.nextDouble(), 1.5));
        boolean isNew = sku == 3 && day < 30;
        boolean isOver = sku == 5 && day > 40;
        Instant at = START.plus(Duration.ofDays(day)).plusSeconds(random.nextInt(86_400));
        // Nothing straddles the end of the history, which is one instant for all orders.
        boolean corrects = day > 1 && random.nextInt(40) == 0;
        boolean isLate = day > 8 && random.nextInt(100) == 0;
        Instant when = at.minus(Duration.ofDays(isLate ? 7 : corrects ? 1 : 0));
        String text =
            "%d-%d,sku-%d,%s,%s,%d,%d.25,%s,%s"
                .formatted(
                    day,
                    i,
                    isNew || isOver ? 0 : sku,
                    random.nextBoolean() ? "north" : "south",
                    when,
                    random.nextInt(25) == 0 ? -1 : 1 + random.nextInt(6) + day % 7 / 2,
                    1 + sku,
                    random.nextInt(10) == 0,
                    sku % 2 == 0 ? "tea" : "");
        boolean isInOrder = !isLate && !corrects;
        rows.add(new Row(at, text, isInOrder));
        if (random.nextInt(50) == 0) {
          rows.add(new Row(at, text, isInOrder));
        }
        if (random.nextInt(150) == 0) {
          rows.add(new Row(at, "x,sku-1,north," + at + ",many,1,false,", true));
        }
      }
    }
    rows.sort(Comparator.comparing(Row::at));
  }

  /** The days of the history in order of time. */
  Path inOrder(Path folder) throws IOException {
    return write(folder.resolve("history.csv"), between(0, DAYS));
  }

  /** The sales of it that come in order: none corrects a period that is over. */
  Path withoutCorrections(Path folder) throws IOException {
    List<Row> rows = between(0, DAYS).stream().filter(Row::isInOrder).toList();
    return write(folder.resolve("without-corrections.csv"), rows);
  }

  /**
   * The same, each sale moved by up to half an hour; of the last days, whose sales are remembered
   * one by one in the order in which they came, in order.
   */
  Path outOfOrder(Path folder, long seed) throws IOException {
    Random random = new Random(seed);
    List<Row> early = between(0, DAYS - 4);
    List<Row> moved = new ArrayList<>();
    for (Row row : early) {
      moved.add(new Row(row.at.plusSeconds(random.nextInt(1800)), row.text, row.isInOrder));
    }
    moved.sort(Comparator.comparing(Row::at));
    moved.addAll(between(DAYS - 4, DAYS));
    return write(folder.resolve("out-of-order.csv"), moved);
  }

  /** The days that follow. */
  Path more(Path folder) throws IOException {
    return write(folder.resolve("more.csv"), between(DAYS, DAYS + MORE));
  }

  private List<Row> between(int from, int to) {
    Instant first = START.plus(Duration.ofDays(from));
    Instant end = START.plus(Duration.ofDays(to));
    return rows.stream().filter(r -> !r.at.isBefore(first) && r.at.isBefore(end)).toList();
  }

  private static Path write(Path file, List<Row> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    rows.forEach(row -> lines.add(row.text));
    return Files.write(file, lines);
  }
}
