package io.skucast.core.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.read.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {
  private static final DeepLayout LAYOUT =
      new DeepLayout(7, 4, new double[] {0.5}, List.of("weekday"));

  @TempDir private Path folder;

  private Plans read(String text) throws IOException {
    Path file = folder.resolve("plans.csv");
    Files.writeString(file, text);
    return PlanFile.read(file);
  }

  @Test
  void aPlanHoldsFromItsFirstDateToItsLast() throws IOException {
    Plans plans =
        read(
            """
            sku,location,from,to,price,promotion
            A,,2024-03-01,2024-03-31,5,
            A,shop,2024-03-10,2024-03-12,4,1
            A,shop,2024-03-11,2024-03-11,3,0.5
            """);
    assertThat(plans.at("A", "shop", LocalDate.parse("2024-03-09")).price()).isEqualTo(5);
    assertThat(plans.at("A", "shop", LocalDate.parse("2024-03-10")).price()).isEqualTo(4);
    assertThat(plans.at("A", "shop", LocalDate.parse("2024-03-11")).promotion()).isEqualTo(0.5);
    assertThat(plans.at("A", "other", LocalDate.parse("2024-03-11")).price()).isEqualTo(5);
    assertThat(plans.at("A", "shop", LocalDate.parse("2024-04-01"))).isNull();
    assertThat(plans.at("B", "shop", LocalDate.parse("2024-03-11"))).isNull();
  }

  @Test
  void plansAreLaidOutByTarget() throws IOException {
    Plans plans = read("sku,from,to,price,promotion\nA,1970-01-12,1970-01-13,4,1\n");
    DeepPlans laidOut =
        new DeepPlans(plans, new Calendars(PeriodUnit.DAY, ZoneOffset.UTC, Map.of()));
    float[] numbers = new float[8];
    assertThat(laidOut.fill(LAYOUT, 9, "A", "shop", 2f, numbers, 0)).isTrue();
    float twice = (float) Math.log(2);
    assertThat(numbers).containsExactly(0, 0, twice, 1, twice, 1, 0, 0);
    assertThat(laidOut.fill(LAYOUT, 9, "A", "shop", 0f, numbers, 0)).isTrue();
    assertThat(numbers).containsExactly(0, 0, 0, 1, 0, 1, 0, 0);
    assertThat(laidOut.fill(LAYOUT, 20, "A", "shop", 2f, numbers, 0)).isFalse();
    assertThat(numbers).containsOnly(0);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> read("sku,from,to\nA,1 March,2024-03-01\n"))
        .hasMessageContaining("from '1 March'");
    assertThatThrownBy(() -> read("sku,from,to,promotion\nA,2024-03-01,2024-03-01,2\n"))
        .hasMessageContaining("promotion is '2', allowed is 0 to 1");
    assertThatThrownBy(() -> read("sku,from,to,price\nA,2024-03-01,2024-03-01,-1\n"))
        .hasMessageContaining("price is '-1'");
    assertThatThrownBy(() -> read("sku,from,to\nA,2024-03-02,2024-03-01\n"))
        .hasMessageContaining("ends on 2024-03-01");
    assertThatThrownBy(() -> read("sku,from,to\n,2024-03-02,2024-03-01\n"))
        .hasMessageContaining("sku is");
  }
}
