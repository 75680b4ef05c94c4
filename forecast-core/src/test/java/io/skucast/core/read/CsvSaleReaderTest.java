package io.skucast.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.RejectionReason;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSaleReaderTest {
  @TempDir Path dir;

  @Test
  void readsColumnsInAnyOrderFromGzipAndEndsWithAClock() throws IOException {
    Path path =
        ReadFixtures.write(
            dir.resolve("s.csv.gz"),
            "\ufeffquantity,note,sku,time,price\r\n2,\"a \"\"b\"\",\nc\",X,2024-01-02,1.5\r\n"
                + "1,,Y\r\n3,,Y,nonsense,\r\n");
    List<Incoming> read = ReadFixtures.all(SaleFormat.CSV, path);
    assertThat(read).hasSize(4);
    assertThat(read.get(0).sale().sku()).isEqualTo("X");
    assertThat(read.get(0).sale().unitPriceMilli()).isEqualTo(1500);
    assertThat(read.get(1).rejection().reason()).isEqualTo(RejectionReason.BAD_ROW);
    assertThat(read.get(1).rejection().source()).isEqualTo("s.csv.gz:4");
    assertThat(read.get(2).rejection().reason()).isEqualTo(RejectionReason.BAD_TIME);
    assertThat(read.get(3))
        .isEqualTo(Incoming.clock(Instant.parse("2024-01-03T00:00:00Z").toEpochMilli()));
  }

  @Test
  void hasNoClockWithoutAnAcceptedSale() throws IOException {
    Path path = ReadFixtures.write(dir.resolve("s.csv"), "sku,time,quantity\n\nX,\"2024-01-02,1\n");
    List<Incoming> read = ReadFixtures.all(SaleFormat.CSV, path);
    assertThat(read).hasSize(1);
    assertThat(read.get(0).rejection().reason()).isEqualTo(RejectionReason.BAD_ROW);
    assertThat(read.get(0).rejection().source()).isEqualTo("s.csv:3");
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    Path headless = ReadFixtures.write(dir.resolve("h.csv"), "sku,time\nX,2024-01-02\n");
    Path empty = ReadFixtures.write(dir.resolve("e.csv"), "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadFixtures.open(SaleFormat.CSV, headless))
        .withMessageContaining("h.csv has no column 'quantity'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadFixtures.open(SaleFormat.CSV, empty))
        .withMessageContaining("e.csv is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadFixtures.open(SaleFormat.CSV, dir.resolve("no.csv")))
        .withMessageContaining("no.csv is no file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SaleFormat.parse("xml"))
        .withMessage("unknown format 'xml': use one of csv, online-retail, m5");
  }

  @Test
  void parsesQuotesAndLineEnds() throws IOException {
    try (CsvLines lines = new CsvLines(new StringReader("a,\"b\"\"\r\n,\",\r\n\"\"\rlast"))) {
      assertThat(lines.next()).containsExactly("a", "b\"\r\n,", "");
      assertThat(lines.next()).containsExactly("");
      assertThat(lines.line()).isEqualTo(3);
      assertThat(lines.next()).containsExactly("last");
      assertThat(lines.line()).isEqualTo(4);
      assertThat(lines.next()).isNull();
    }
  }
}
