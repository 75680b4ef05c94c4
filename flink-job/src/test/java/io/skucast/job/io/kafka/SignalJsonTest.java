package io.skucast.job.io.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.Signal;
import io.skucast.core.sale.SignalKind;
import io.skucast.job.config.Settings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalJsonTest {
  private static final long TAKEN_IN = Instant.parse("2024-04-01T00:00:00Z").toEpochMilli();
  private static final long TIME = Instant.parse("2024-03-31T09:30:00Z").toEpochMilli();
  private static final String VALID =
      "{'id':'v1','sku':'A','location':'L','time':'2024-03-31T09:30:00Z','kind':'view',"
          + "'quantity':12,'note':{'deep':[1,2]}}";

  private final SignalJson json = new SignalJson(Settings.of(Map.of()).signalValidator(), 1 << 20);

  @Test
  void aSignalIsRead() {
    assertThat(read(VALID).signal())
        .isEqualTo(new Signal("v1", "A", "L", TIME, SignalKind.VIEW, 12_000));
  }

  @Test
  void aViewWithoutQuantityIsOneAndItsContentIsItsId() {
    Signal signal = read("{'sku':'A','time':'2024-03-31T09:30:00Z','kind':'view'}").signal();
    assertThat(signal.quantityMilli()).isEqualTo(1000);
    assertThat(signal.location()).isEqualTo("all");
    assertThat(signal.id()).isEqualTo("A|all|" + TIME + "|view|1000");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-2,-2000", "0.5,500", "1000000000,1000000000000"})
  void stockMayBeZeroNegativeAndAPart(String level, long milli) {
    Signal signal =
        read("{'sku':'A','time':'2024-03-31','kind':'stock','quantity':" + level + "}").signal();
    assertThat(signal.quantityMilli()).isEqualTo(milli);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "^^; EMPTY",
        "{'sku':; NOT_JSON",
        "[1]; NOT_JSON",
        "{'sku':'A'} {}; NOT_JSON",
        "{'sku':7,'time':'2024-03-31','kind':'view'}; WRONG_TYPE",
        "{'sku':'A','time':'2024-03-31','kind':1}; WRONG_TYPE",
        "{'sku':'A','time':'2024-03-31','kind':'view','quantity':true}; WRONG_TYPE",
        "{'sku':'A','time':'2024-03-31','kind':'view','quantity':[1]}; WRONG_TYPE",
        "{'time':'2024-03-31','kind':'view'}; MISSING_FIELD",
        "{'sku':'A','kind':'view'}; MISSING_FIELD",
        "{'sku':'A','time':'2024-03-31'}; MISSING_FIELD",
        "{'sku':'A','time':'2024-03-31','kind':'stock'}; MISSING_FIELD",
        "{'sku':'A','time':'2024-03-31','kind':'wish'}; UNKNOWN_KIND",
        "{'sku':'A','time':'2024-03-31','kind':'VIEW'}; UNKNOWN_KIND",
        "{'sku':'A','time':'2024-03-31','kind':'view','quantity':0}; BAD_COUNT",
        "{'sku':'A','time':'2024-03-31','kind':'cart','quantity':-1}; BAD_COUNT",
        "{'sku':'A','time':'2024-03-31','kind':'cart','quantity':1.5}; BAD_COUNT",
        "{'sku':'A','time':'2024-03-31','kind':'view','quantity':1000001}; BAD_COUNT",
        "{'sku':'A','time':'2024-03-31','kind':'view','quantity':'many'}; BAD_QUANTITY",
        "{'sku':'A','time':'2024-03-31','kind':'stock','quantity':'NaN'}; BAD_QUANTITY",
        "{'sku':'A','time':'2024-03-31','kind':'stock','quantity':1000000001}; BAD_QUANTITY",
        "{'sku':'A','time':'soon','kind':'view'}; BAD_TIME",
        "{'sku':'A','time':'2024-03-31','zone':'Mars/Base','kind':'view'}; UNKNOWN_ZONE",
        "{'sku':'A','time':'1999-12-31','kind':'view'}; TIME_TOO_EARLY",
        "{'sku':'A','time':'2099-01-01','kind':'view'}; TIME_IN_FUTURE",
        "{'sku':'\\ud800','time':'2024-03-31','kind':'view'}; BAD_NAME",
        "{'closed_until':'2024-03-31T00:00:00Z'}; MISSING_FIELD"
      })
  void badInputIsRejectedWithItsReason(String payload, RejectionReason reason) {
    assertThat(read(payload).rejection().reason()).isEqualTo(reason);
  }

  @Test
  void noPayloadAndFiveMegabytesAreRejectedUnread() {
    assertThat(read(null).rejection().reason()).isEqualTo(RejectionReason.EMPTY);
    Incoming large = json.read(new byte[5 << 20], TAKEN_IN, "s");
    assertThat(large.rejection().reason()).isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(large.rejection().excerpt()).hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void noMutationOfASignalMakesReadingThrow() {
    Random random = new Random(5);
    byte[] valid = VALID.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    int rejected = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = valid.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      Incoming incoming = json.read(mutated, TAKEN_IN, "s");
      assertThat(incoming.signal() != null ^ incoming.rejection() != null)
          .as("mutation %d", i)
          .isTrue();
      rejected += incoming.rejection() != null ? 1 : 0;
    }
    assertThat(rejected).isBetween(1_000, 19_999);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        VALID,
        "{'sku':'A','time':'2024-03-31','kind':'cart'}",
        "{'sku':'A','time':'2024-03-31','kind':'stock','quantity':0}",
        "{'sku':'A','time':'2024-03-31','kind':'stock'}",
        "{'sku':'A','time':'2024-03-31','kind':'wish'}",
        "{'time':'2024-03-31','kind':'view'}",
        "{'sku':'A','time':'2024-03-31','kind':'view','quantity':true}"
      })
  void theSchemaAllowsWhatIsRead(String payload) throws Exception {
    try (InputStream schema = getClass().getResourceAsStream("/schema/signals.v1.schema.json")) {
      JsonSchema signals =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
      boolean allowed =
          signals.validate(new ObjectMapper().readTree(payload.replace('\'', '"'))).isEmpty();
      assertThat(allowed).isEqualTo(read(payload).signal() != null);
    }
  }

  private Incoming read(String payload) {
    byte[] bytes =
        payload == null ? null : payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return json.read(bytes, TAKEN_IN, "s");
  }
}
