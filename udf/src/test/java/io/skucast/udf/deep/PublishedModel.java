package io.skucast.udf.deep;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.artifact.Vocabulary;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Small models without a trainer, as functions are given them. */
public final class PublishedModel {
  static final String COUNTRY = "us";

  private PublishedModel() {}

  /** The job's calendar of days. */
  static DeepCalendar calendar() {
    return new DeepCalendar(
        new TargetCalendar(
            new Calendars(PeriodUnit.DAY, ZoneOffset.UTC, Map.of()),
            COUNTRY,
            List.of("payout"),
            EventCalendar.NONE));
  }

  /** 28 days back, 7 ahead, three levels. */
  static DeepLayout layout() {
    return new DeepLayout(28, 7, new double[] {0.1, 0.5, 0.9}, calendar().names());
  }

  static Vocabulary vocabulary() {
    return new Vocabulary(List.of("A", "B"), List.of("food"), List.of("CA", "TX"));
  }

  /** A network of random weights, published. */
  public static Path network(Path root) throws IOException {
    return of(root, "net", Kind.NETWORK);
  }

  /** Writes and publishes a version; gives its folder. */
  static Path of(Path root, String version, Kind kind) throws IOException {
    TestModels.write(root, version, kind, 7, layout(), vocabulary(), 0);
    new ModelStore(root).publish(version, null);
    return root.resolve(version);
  }
}
