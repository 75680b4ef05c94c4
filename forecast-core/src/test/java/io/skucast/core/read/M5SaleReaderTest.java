package io.skucast.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.Sale;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class M5SaleReaderTest {
  @TempDir Path dir;

  private void fixture() throws IOException {
    ReadFixtures.write(
        dir.resolve("calendar.csv"),
        "date,wm_yr_wk,d\n2011-01-29,11101,d_1\n2011-01-30,11102,d_2\n2011-01-31,11102,d_3\n");
    ReadFixtures.write(
        dir.resolve("sell_prices.csv.gz"),
        "store_id,item_id,wm_yr_wk,sell_price\nCA_1,A,11102,0.7\nCA_9,Z,11102,1\n");
    ReadFixtures.write(
        dir.resolve("sales_train.csv.gz"),
        "id,item_id,dept_id,store_id,d_1,d_2,d_3\nx,A,F,CA_1,1,2,0\ny,B,F,CA_1,3,0,0\n"
            + "z,C,F,CA_1,1,0\nw,D,F,CA_1,1,0,many\n");
  }

  @Test
  void tellsDayByDayAndClosesTheLastDay() throws IOException {
    fixture();
    List<Incoming> read = ReadFixtures.all(SaleFormat.M5, dir);
    assertThat(read).hasSize(6);
    assertThat(read.get(0).rejection().reason()).isEqualTo(RejectionReason.BAD_ROW);
    assertThat(read.get(1).rejection().reason()).isEqualTo(RejectionReason.BAD_QUANTITY);
    assertThat(read.get(1).rejection().source()).isEqualTo("sales_train.csv.gz:5");
    assertThat(read.subList(2, 5).stream().map(i -> i.sale().id()))
        .containsExactly("A|CA_1|d_1", "B|CA_1|d_1", "A|CA_1|d_2");
    assertThat(read.get(2).sale().unitPriceMilli()).isEqualTo(Sale.NO_PRICE);
    assertThat(read.get(4).sale().unitPriceMilli()).isEqualTo(700);
    assertThat(read.get(4).sale().category()).isEqualTo("F");
    assertThat(read.get(5)).isEqualTo(clock("2011-02-01T00:00:00Z"));
  }

  @Test
  void holdsBackWhatLiesAfterTheLastDay() throws IOException {
    fixture();
    List<Incoming> read = new ArrayList<>();
    reader(dir, 1).forEachRemaining(read::add);
    assertThat(read).last().isEqualTo(clock("2011-01-30T00:00:00Z"));
    assertThat(read.stream().filter(i -> i.sale() != null)).hasSize(3);
  }

  @Test
  void namesTheMissingFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadFixtures.open(SaleFormat.M5, dir))
        .withMessageContaining("calendar.csv is missing");
  }

  @Test
  void readsTheRealFolder() throws IOException {
    Path folder = ReadFixtures.realData("m5");
    Set<String> series = new HashSet<>();
    Set<Long> days = new HashSet<>();
    int cells = 0;
    int unpriced = 0;
    try (SaleReader reader = ReadFixtures.open(SaleFormat.M5, folder)) {
      while (reader.hasNext()) {
        Incoming incoming = reader.next();
        assertThat(incoming.rejection()).isNull();
        if (!incoming.isClock()) {
          cells++;
          series.add(incoming.sale().seriesKey());
          days.add(incoming.sale().timeMillis());
          unpriced += incoming.sale().unitPriceMilli() == Sale.NO_PRICE ? 1 : 0;
        }
      }
    }
    System.out.println("m5: " + cells + " sales, " + days.size() + " days, unpriced " + unpriced);
    assertThat(series).hasSize(1_747);
    assertThat(days).hasSize(1_941);
    assertThat(1 - cells / (1_747.0 * 1_941)).isCloseTo(0.61, within(0.006));
  }

  private static SaleReader reader(Path folder, int lastDay) {
    return new M5SaleReader(
        folder, ReadFixtures.CALENDARS, ReadFixtures.VALIDATOR, ReadFixtures.TAKEN_IN, lastDay);
  }

  private static Incoming clock(String instant) {
    return Incoming.clock(Instant.parse(instant).toEpochMilli());
  }
}
