package io.skucast.core.read;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.SaleValidator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

final class ReadFixtures {
  static final Instant TAKEN_IN = Instant.parse("2024-06-01T00:00:00Z");
  static final Calendars CALENDARS =
      new Calendars(PeriodUnit.DAY, ZoneId.of("Europe/London"), Map.of());
  static final SaleValidator VALIDATOR =
      new SaleValidator(CALENDARS, Instant.parse("2000-01-01T00:00:00Z"), Duration.ofDays(1));

  private ReadFixtures() {}

  static Path write(Path path, String text) throws IOException {
    try (OutputStream raw = Files.newOutputStream(path);
        OutputStream out = path.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return path;
  }

  static SaleReader open(SaleFormat format, Path path) {
    return format.open(path, CALENDARS, VALIDATOR, TAKEN_IN);
  }

  static List<Incoming> all(SaleFormat format, Path path) throws IOException {
    List<Incoming> read = new ArrayList<>();
    try (SaleReader reader = open(format, path)) {
      reader.forEachRemaining(read::add);
    }
    return read;
  }

  static Path realData(String file) {
    String env = System.getenv("SKUCAST_DATA");
    Path path = Path.of(env == null ? "../../shared/data" : env).resolve(file);
    assumeTrue(Files.exists(path), () -> path + " is absent: set SKUCAST_DATA to test on it");
    return path;
  }
}
