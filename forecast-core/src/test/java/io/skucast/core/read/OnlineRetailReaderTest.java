package io.skucast.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.RejectionReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineRetailReaderTest {
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  @TempDir Path dir;

  @Test
  void givesEachKindOfLineItsReason() throws IOException {
    Path path =
        ReadFixtures.write(
            dir.resolve("r.csv"),
            HEADER
                + "1, 85048 ,\"Ball, red\",12,2009-12-01 07:45:00,6.95,13085,UK\n"
                + "C2,85048,Ball,-12,2009-12-01 07:46:00,6.95,13085,UK\n"
                + "A3,B,Debt,1,2009-12-01 07:45:00,-5,,UK\n"
                + "4,gift_0001_20,Gift,1,2009-12-01 07:45:00,5,,UK\n"
                + "5,85048,lost,-3,2009-12-01 07:45:00,0,,UK\n"
                + "6,85048,free,3,2009-12-01 07:45:00,0.0,,UK\n"
                + "7,85048,odd,3,2009-12-01 07:45:00,x,,UK\n");
    List<Incoming> read = ReadFixtures.all(SaleFormat.ONLINE_RETAIL, path);
    assertThat(read.get(0).sale().id()).isEqualTo("1|85048|12|2009-12-01 07:45:00|6.95|13085");
    assertThat(read.get(0).sale().location()).isEqualTo("all");
    assertThat(read.get(1).sale().quantityMilli()).isEqualTo(-12_000);
    assertThat(read.subList(2, 7).stream().map(i -> i.rejection().reason()))
        .containsExactly(
            RejectionReason.ADJUSTMENT,
            RejectionReason.NOT_A_PRODUCT,
            RejectionReason.WRITE_OFF,
            RejectionReason.NO_PRICE,
            RejectionReason.BAD_PRICE);
    assertThat(read.get(7).isClock()).isTrue();
  }

  @Test
  void accountsForEveryRowOfTheRealFile() throws IOException {
    Path path = ReadFixtures.realData("online-retail/online_retail_II.csv.gz");
    Map<RejectionReason, Integer> reasons = new EnumMap<>(RejectionReason.class);
    int rows = 0;
    int clocks = 0;
    try (SaleReader reader = ReadFixtures.open(SaleFormat.ONLINE_RETAIL, path)) {
      while (reader.hasNext()) {
        Incoming incoming = reader.next();
        if (incoming.isClock()) {
          clocks++;
          continue;
        }
        rows++;
        if (incoming.rejection() != null) {
          reasons.merge(incoming.rejection().reason(), 1, Integer::sum);
        }
      }
    }
    Set<String> codes = new HashSet<>();
    try (CsvTable table = new CsvTable(path)) {
      while (table.next()) {
        codes.add(table.get(1));
      }
    }
    System.out.println("online retail: " + rows + " rows, rejected " + reasons);
    assertThat(rows).isEqualTo(1_044_847);
    assertThat(clocks).isEqualTo(1);
    assertThat(codes).hasSize(5_305);
    assertThat(reasons.keySet())
        .containsExactlyInAnyOrder(
            RejectionReason.ADJUSTMENT,
            RejectionReason.NOT_A_PRODUCT,
            RejectionReason.WRITE_OFF,
            RejectionReason.NO_PRICE);
  }
}
