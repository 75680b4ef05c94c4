package io.skucast.job.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** From the text of an option to its value; what is not allowed throws. */
final class Parse {
  private Parse() {}

  static String oneOf(String text, String... allowed) {
    return matching(text, List.of(allowed).contains(text));
  }

  static String matching(String text, boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  static int between(String text, int low, int high) {
    int value = Integer.parseInt(text.strip());
    if (value < low || value > high) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  /** Written so that NaN is refused too. */
  static double between(String text, double low, double high) {
    double value = Double.parseDouble(text.strip());
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  static Duration notNegative(String text) {
    return between(text, Duration.ZERO, Duration.ofDays(36_500));
  }

  static Duration between(String text, Duration low, Duration high) {
    Duration duration = Duration.parse(text.strip());
    if (duration.compareTo(low) < 0 || duration.compareTo(high) > 0) {
      throw new IllegalArgumentException(text);
    }
    return duration;
  }

  /** First instant of an ISO date in the zone, or the instant of a time with an offset. */
  static Instant firstInstant(String text, ZoneId zone) {
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  /** Comma-separated addresses such as {@code http://localhost:9200}. */
  static List<String> urls(String text) {
    List<String> urls = Arrays.stream(text.split(",")).map(String::strip).toList();
    for (String url : urls) {
      URI uri = URI.create(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      matching(url, web && uri.getHost() != null);
    }
    return urls;
  }

  /** Comma-separated pairs such as {@code localhost:9092}. */
  static String hostsAndPorts(String text) {
    for (String pair : text.split(",")) {
      int colon = pair.lastIndexOf(':');
      matching(text, colon > 0);
      between(pair.substring(colon + 1), 1, 65_535);
    }
    return text;
  }
}
