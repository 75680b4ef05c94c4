package io.skucast.job.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.SaleDraft;
import io.skucast.job.config.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleJsonTest {
  private static final long TAKEN_IN = Instant.parse("2024-04-01T00:00:00Z").toEpochMilli();
  private static final String VALID =
      "{'id':'o1','sku':'A','location':'L','time':'2024-03-31T09:30:00Z','quantity':2,"
          + "'price':1.25,'promotion':true,'category':'C','note':{'deep':[1,2]}}";

  private final SaleJson json = new SaleJson(Settings.of(Map.of()).validator(), 1 << 20);

  @Test
  void aSaleIsRead() {
    assertThat(read(VALID).sale())
        .isEqualTo(
            new Sale(
                "o1",
                "A",
                "L",
                Instant.parse("2024-03-31T09:30:00Z").toEpochMilli(),
                2000,
                1250,
                true,
                "C"));
  }

  @Test
  void aClockIsRead() {
    Incoming clock = read("{'closed_until':'2024-03-31T00:00:00Z'}");
    assertThat(clock.isClock()).isTrue();
    assertThat(clock.closedUntilMillis())
        .isEqualTo(Instant.parse("2024-03-31T00:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "^^; EMPTY",
        "{'sku':; NOT_JSON",
        "[1]; NOT_JSON",
        "7; NOT_JSON",
        "{'sku':'A'} x; NOT_JSON",
        "{'sku':'A','time':'2024-03-31','quantity':NaN}; NOT_JSON",
        "{'sku':'A','time':'2024-03-31','quantity':'NaN'}; BAD_QUANTITY",
        "{'sku':'A','time':'2024-03-31','quantity':1e999}; BAD_QUANTITY",
        "{'sku':'A','time':'2024-03-31','quantity':0}; ZERO_QUANTITY",
        "{'sku':'A','time':'2024-03-31','quantity':[1]}; WRONG_TYPE",
        "{'sku':{},'time':'2024-03-31','quantity':1}; WRONG_TYPE",
        "{'sku':7,'time':'2024-03-31','quantity':1}; WRONG_TYPE",
        "{'sku':'A','time':'2024-03-31','quantity':1,'price':-1}; NEGATIVE_PRICE",
        "{'sku':'A','time':'2024-03-31','zone':'Mars/Base','quantity':1}; UNKNOWN_ZONE",
        "{'sku':'A','quantity':1}; MISSING_FIELD",
        "{'sku':'A','time':'2099-01-01','quantity':1}; TIME_IN_FUTURE",
        "{'closed_until':'2099-01-01T00:00:00Z'}; TIME_IN_FUTURE",
        "{'closed_until':'soon'}; BAD_TIME",
        "{'sku':'\\ud800','time':'2024-03-31','quantity':1}; BAD_NAME",
        "{'rejected':'write-off'}; WRITE_OFF",
        "{'rejected':'because'}; WRONG_TYPE"
      })
  void badInputIsRejectedWithItsReason(String payload, RejectionReason reason) {
    assertThat(read(payload).rejection().reason()).isEqualTo(reason);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    SaleJsonWriter writer = new SaleJsonWriter();
    Incoming sale = read(VALID);
    Incoming clock = read("{'closed_until':'2024-03-31T00:00:00Z'}");
    Incoming rejection =
        Incoming.rejected(new Rejection(RejectionReason.ADJUSTMENT, "it's one", "f:7", "A,\"b\""));
    SaleDraft draft =
        new SaleDraft("o1", "A", "L", "2024-03-31T09:30:00Z", null, "2", "1.25", "true", "C");
    for (Incoming each : List.of(sale, clock, rejection)) {
      assertThat(json.read(writer.write(each), TAKEN_IN, "s")).isEqualTo(each);
    }
    assertThat(json.read(writer.draft(draft), TAKEN_IN, "s")).isEqualTo(sale);
  }

  @Test
  void fiveMegabytesAreRejectedUnreadWithAShortExcerpt() {
    Incoming incoming = json.read(new byte[5 << 20], TAKEN_IN, "s");
    assertThat(incoming.rejection().reason()).isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(incoming.rejection().excerpt()).hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void noMutationOfASaleMakesReadingThrow() {
    Random random = new Random(5);
    byte[] valid = VALID.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    int rejected = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = valid.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      Incoming incoming = json.read(mutated, TAKEN_IN, "s");
      assertThat(incoming.sale() != null || incoming.rejection() != null || incoming.isClock())
          .as("mutation %d", i)
          .isTrue();
      rejected += incoming.rejection() != null ? 1 : 0;
    }
    assertThat(rejected).isBetween(1_000, 19_999);
  }

  @Test
  void aRecordWithoutKeyAndPayloadIsRejectedWithItsPlace() {
    SaleDeserializer deserializer = new SaleDeserializer(Settings.of(Map.of()));
    deserializer.open(null);
    List<Incoming> out = new ArrayList<>();
    deserializer.deserialize(
        new ConsumerRecord<>("sales", 3, 42, null, null),
        new Collector<>() {
          @Override
          public void collect(Incoming incoming) {
            out.add(incoming);
          }

          @Override
          public void close() {}
        });
    assertThat(out).hasSize(1);
    assertThat(out.get(0).rejection().source()).isEqualTo("sales-3@42");
    assertThat(out.get(0).rejection().reason()).isEqualTo(RejectionReason.EMPTY);
  }

  private Incoming read(String payload) {
    byte[] bytes =
        payload == null ? null : payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return json.read(bytes, TAKEN_IN, "s");
  }
}
