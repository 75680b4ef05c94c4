package io.skucast.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.sale.Incoming;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntilReaderTest {
  @TempDir Path dir;

  @Test
  void tellsTheSalesUpToTheEndOfTheDateOfTheZoneAndClosesIt() throws IOException {
    // London is an hour ahead of UTC in May: by UTC the first two are of one date.
    List<Incoming> read =
        until(
            "2024-05-02",
            "sku,time,quantity",
            "A,2024-05-03T00:30:00,1",
            "A,2024-05-02T23:30:00,2",
            "A,soon,1",
            "A,2024-05-01,3",
            "A,2024-05-09,4");
    assertThat(read.stream().filter(i -> i.sale() != null))
        .extracting(i -> i.sale().quantityMilli())
        .containsExactly(2000L, 3000L);
    assertThat(read).filteredOn(i -> i.rejection() != null).hasSize(1);
    assertThat(read)
        .last()
        .isEqualTo(
            Incoming.clock(
                LocalDate.parse("2024-05-03")
                    .atStartOfDay(ReadFixtures.CALENDARS.of("all").zone())
                    .toInstant()
                    .toEpochMilli()));
  }

  @Test
  void aDateAfterTheLastSaleChangesNothing() throws IOException {
    String[] lines = {"sku,time,quantity", "A,2024-05-01,3", "A,2024-05-02,1"};
    Path file = file(lines);
    assertThat(until("2024-05-20", lines)).isEqualTo(ReadFixtures.all(SaleFormat.CSV, file));
  }

  @Test
  void aDateBeforeTheFirstSaleTellsNothing() throws IOException {
    assertThat(until("2024-04-20", "sku,time,quantity", "A,2024-05-01,3")).isEmpty();
    assertThatThrownBy(
            () ->
                new UntilReader(
                        ReadFixtures.open(
                            SaleFormat.CSV, file("sku,time,quantity", "A,2024-05-01,3")),
                        ReadFixtures.CALENDARS,
                        LocalDate.parse("2024-04-20"))
                    .next())
        .isInstanceOf(NoSuchElementException.class);
  }

  private List<Incoming> until(String date, String... lines) throws IOException {
    List<Incoming> read = new ArrayList<>();
    try (SaleReader reader =
        new UntilReader(
            ReadFixtures.open(SaleFormat.CSV, file(lines)),
            ReadFixtures.CALENDARS,
            LocalDate.parse(date))) {
      reader.forEachRemaining(read::add);
    }
    return read;
  }

  private Path file(String... lines) throws IOException {
    return ReadFixtures.write(dir.resolve("sales.csv"), String.join("\n", lines) + "\n");
  }
}
