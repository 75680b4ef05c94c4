package io.skucast.core.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleValidatorTest {
  private static final long TAKEN_IN = Instant.parse("2024-04-01T00:00:00Z").toEpochMilli();
  private final SaleValidator validator =
      new SaleValidator(
          new Calendars(PeriodUnit.DAY, ZoneId.of("Europe/London"), Map.of()),
          Instant.parse("2000-01-01T00:00:00Z"),
          Duration.ofDays(1));

  @Test
  void aWholeDraftBecomesASale() {
    Incoming incoming =
        validate(
            new SaleDraft(
                "7", "A", "TX", "2024-03-31T12:00:00", null, "2.5", "9.99", "true", "toys"));
    assertThat(incoming.sale())
        .isEqualTo(
            new Sale(
                "7",
                "A",
                "TX",
                Instant.parse("2024-03-31T11:00:00Z").toEpochMilli(),
                2500,
                9990,
                true,
                "toys"));
    assertThat(incoming.sale().revenueMilli()).isEqualTo(24975);
  }

  @Test
  void locationDefaultsToAllAndContentIsTheIdWhereNoneIsGiven() {
    Sale sale = validate(draft("A", "2024-03-31", "1", null)).sale();
    assertThat(sale.location()).isEqualTo("all");
    assertThat(sale.unitPriceMilli()).isEqualTo(Sale.NO_PRICE);
    assertThat(sale.id()).isEqualTo(validate(draft("A", "2024-03-31", "1", null)).sale().id());
  }

  @ParameterizedTest
  @CsvSource({
    ",2024-03-31,1,1,MISSING_FIELD,sku",
    "A,,1,1,MISSING_FIELD,time",
    "A,2024-03-31,,1,MISSING_FIELD,quantity",
    "A,yesterday,1,1,BAD_TIME,yesterday",
    "A,2024-02-30,1,1,BAD_TIME,2024-02-30",
    "A,1999-12-31,1,1,TIME_TOO_EARLY,1999-12-31",
    "A,2024-04-03,1,1,TIME_IN_FUTURE,2024-04-03",
    "A,2024-03-31,NaN,1,BAD_QUANTITY,NaN",
    "A,2024-03-31,1e400,1,BAD_QUANTITY,1e400",
    "A,2024-03-31,2000000000,1,BAD_QUANTITY,2000000000",
    "A,2024-03-31,0,1,ZERO_QUANTITY,0",
    "A,2024-03-31,0.0004,1,ZERO_QUANTITY,0.0004",
    "A,2024-03-31,1,-0.01,NEGATIVE_PRICE,-0.01",
    "A,2024-03-31,1,free,BAD_PRICE,free",
    "A,2024-03-31,1000000000,1000000000,VALUE_TOO_LARGE,1000000000",
    "A,2024-03-31,100000,100000,VALUE_TOO_LARGE,100000",
  })
  void aBadFieldIsRejectedWithReasonAndValue(
      String sku,
      String time,
      String quantity,
      String price,
      RejectionReason reason,
      String named) {
    Rejection rejection = validate(draft(sku, time, quantity, price)).rejection();
    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.detail()).contains(named);
    assertThat(rejection.source()).isEqualTo("here:1");
  }

  @Test
  void anUnknownZoneIsRejectedAndAKnownOneIsUsed() {
    SaleDraft mars =
        new SaleDraft("1", "A", "", "2024-03-31T12:00:00", "Mars/Base", "1", null, null, null);
    assertThat(validate(mars).rejection().reason()).isEqualTo(RejectionReason.UNKNOWN_ZONE);
    SaleDraft tokyo =
        new SaleDraft("1", "A", "", "2024-03-31T12:00:00", "Asia/Tokyo", "1", null, null, null);
    assertThat(validate(tokyo).sale().timeMillis())
        .isEqualTo(Instant.parse("2024-03-31T03:00:00Z").toEpochMilli());
  }

  @Test
  void controlCharactersAndLongNamesAreRejected() {
    assertThat(validate(draft("A\u001fB", "2024-03-31", "1", null)).rejection().reason())
        .isEqualTo(RejectionReason.BAD_NAME);
    assertThat(validate(draft("é".repeat(51), "2024-03-31", "1", null)).rejection().reason())
        .isEqualTo(RejectionReason.BAD_NAME);
    assertThat(validate(draft("é".repeat(50), "2024-03-31", "1", null)).sale()).isNotNull();
  }

  @Test
  void namesOfLevelsAreNoNamesOfSales() {
    for (String name : new String[] {"*", " * ", "category:toys"}) {
      assertThat(validate(draft(name, "2024-03-31", "1", null)).rejection().reason())
          .isEqualTo(RejectionReason.BAD_NAME);
    }
    assertThat(validate(draft("category", "2024-03-31", "1", null)).sale()).isNotNull();
    assertThat(validate(draft("*2", "2024-03-31", "1", null)).sale()).isNotNull();
  }

  @Property(tries = 500)
  void noTextMakesTheValidatorThrow(
      @ForAll String sku, @ForAll String time, @ForAll String quantity, @ForAll String price) {
    Incoming incoming = validate(draft(sku, time, quantity, price));
    assertThat(incoming.sale() == null).isNotEqualTo(incoming.rejection() == null);
  }

  @Property
  void thousandthsSurviveTheRoundTrip(@ForAll int milli) {
    assertThat(Decimals.toMilli(Decimals.fromMilli(milli))).isEqualTo(milli);
  }

  @ParameterizedTest
  @CsvSource({"0.30000000000000004,300", "1e3,1000000", "+2,2000", "-1.0005,-1001", ".5,500"})
  void decimalsAreRoundedToThousandths(String text, long milli) {
    assertThat(Decimals.toMilli(text)).isEqualTo(milli);
  }

  private Incoming validate(SaleDraft draft) {
    return validator.validate(draft, TAKEN_IN, "here:1");
  }

  private static SaleDraft draft(String sku, String time, String quantity, String price) {
    return new SaleDraft(null, sku, null, time, null, quantity, price, null, null);
  }
}
