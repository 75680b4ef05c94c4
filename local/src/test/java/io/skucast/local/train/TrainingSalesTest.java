package io.skucast.local.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.read.SaleFormat;
import io.skucast.deep.train.TrainingSeries;
import io.skucast.deep.train.TrainingSet;
import io.skucast.job.config.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSalesTest {
  private static final String HEADER = "id,sku,location,time,quantity,price,promotion,category\n";

  @TempDir private Path folder;

  @Test
  void aSeriesRunsFromItsFirstSaleToTheEndOfAllWithPricesAndPromotions() throws Exception {
    TrainingSet set =
        set(
            HEADER
                + "1,A,x,2024-01-03,2,5,true,toys\n"
                + "1,A,x,2024-01-03,2,5,true,toys\n"
                + "2,A,x,2024-01-03,2,6,false,toys\n"
                + "3,A,x,2024-01-05,-1,5,false,\n"
                + "4,B,y,2024-01-10,1,,,\n",
            null);
    assertThat(set.through()).isEqualTo(day("2024-01-10"));
    assertThat(set.layout().window()).isEqualTo(2);
    assertThat(set.layout().horizons()).isEqualTo(2);
    assertThat(set.layout().levels()).containsExactly(0.1, 0.9);
    assertThat(set.layout().calendar()).isNotEmpty();

    TrainingSeries a = set.series().get(0);
    assertThat(a.sku() + a.location() + a.category()).isEqualTo("Axtoys");
    assertThat(a.first()).isEqualTo(day("2024-01-03"));
    assertThat(a.last()).isEqualTo(set.through());
    assertThat(a.units(a.first())).as("a repeat counts once").isEqualTo(4);
    assertThat(a.price(a.first())).isEqualTo(5.5);
    assertThat(a.promotion(a.first())).isEqualTo(0.5);
    assertThat(a.units(day("2024-01-05"))).as("net returns are no demand").isZero();
    assertThat(a.price(day("2024-01-05"))).isZero();
    assertThat(a.promotion(day("2024-01-04"))).isZero();
    assertThat(a.inStock(set.through())).isEqualTo(1);
    TrainingSeries b = set.series().get(1);
    assertThat(b.first()).isEqualTo(b.last());
    assertThat(b.promotion(b.first())).isZero();
  }

  @Test
  void salesAfterTheDateAreNotLearnedFrom() throws Exception {
    String sales =
        HEADER
            + "1,A,x,2024-01-01,2,5,,\n"
            + "2,A,x,2024-01-10,7,5,,\n"
            + "3,A,x,2024-01-11,9,5,,\n"
            + "4,B,x,2024-01-11,9,5,,\n";
    TrainingSet set = set(sales, "2024-01-10");
    assertThat(set.through()).isEqualTo(day("2024-01-10"));
    assertThat(set.series()).hasSize(1);
    assertThat(set.series().get(0).units(set.through())).isEqualTo(7);
    assertThat(set.series().get(0).last()).isEqualTo(set.through());
  }

  @Test
  void aWeekThatTheDateCutsIsNotLearnedFrom() throws Exception {
    String sales = HEADER + "1,A,x,2024-01-01,2,5,,\n2,A,x,2024-03-06,7,5,,\n";
    Map<String, String> week = Map.of("calendar.period", "week");
    ReadSales read = read(sales, LocalDate.parse("2024-03-06"), week);
    TrainingSales weeks = new TrainingSales(settings(week), read, 2, 1);
    TrainingSet set = weeks.set(settings(week));
    assertThat(weeks.through()).isEqualTo("2024-02-26");
    assertThat(weeks.lastDate()).isEqualTo("2024-03-03");
    // The week that begins on Monday, 4 March, goes on after the Wednesday.
    assertThat(set.series().get(0).units(set.through())).isZero();
    assertThat(set.series().get(0).last() - set.series().get(0).first() + 1).isEqualTo(9);
  }

  @Test
  void salesThatDoNotSufficeAreToldOfByNameWithWhatIsShortAndTheRemedy() {
    String four = HEADER + "1,A,x,2024-01-01,2,5,,\n2,A,x,2024-01-05,7,5,,\n";
    assertThatThrownBy(() -> set(four, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s.csv has 5 periods from 2024-01-01 to 2024-01-05, 6 are needed")
        .hasMessageContaining("--window 2, forecast.horizons 2, and 2 held out")
        .hasMessageContaining("train on more sales or ask for less");
    assertThatThrownBy(() -> set(HEADER, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s.csv holds no sale");
    assertThatThrownBy(() -> set(four, "2023-12-31"))
        .hasMessageContaining("s.csv holds no sale until 2023-12-31");
    assertThatThrownBy(
            () -> set(HEADER + "1,A,x,2024-01-01,-2,5,,\n2,A,x,2024-01-09,-7,5,,\n", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no period with units above zero")
        .hasMessageContaining("sign of the quantity");
  }

  private TrainingSet set(String csv, String until) throws Exception {
    LocalDate date = until == null ? null : LocalDate.parse(until);
    Settings settings = settings(Map.of());
    return new TrainingSales(settings, read(csv, date, Map.of()), 2, 1).set(settings);
  }

  private ReadSales read(String csv, LocalDate until, Map<String, String> more) throws Exception {
    Path file = Files.writeString(folder.resolve("s.csv"), csv);
    PrintWriter say = new PrintWriter(new StringWriter());
    return ReadSales.ofFile(file, SaleFormat.CSV, settings(more), until, say);
  }

  private static Settings settings(Map<String, String> more) {
    Map<String, String> given = new HashMap<>(more);
    given.put("forecast.horizons", "2");
    given.put("forecast.levels", "0.1,0.9");
    return Settings.of(given);
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
