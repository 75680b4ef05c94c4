package io.skucast.deep.testing;

import com.google.protobuf.ByteString;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.Holidays;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.artifact.Checksums;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes artifacts of tiny models, good and bad, without a trainer. */
public final class TestModels {
  /** Mean units of a row's window above which {@link Kind}s named LARGE misbehave. */
  public static final float LARGE = 1000;

  /** What is written. The mean is the factor times the mean units of the row's window. */
  public enum Kind {
    /** Quantiles are the mean times (0.5 + level). */
    GOOD,
    /** A network of random weights that uses every input; the factor is its seed. */
    NETWORK,
    /** Not a number for every row: refused when it is loaded. */
    NAN,
    /** Not a number for rows above {@link #LARGE}: unsound when they are run. */
    NAN_FOR_LARGE,
    /** Quantiles that fall with the level: refused when it is loaded. */
    DESCENDING,
    /** Quantiles that fall with the level for rows above {@link #LARGE}. */
    DESCENDING_FOR_LARGE,
    /** Takes some ten seconds where a row above {@link #LARGE} is in the batch, else it is good. */
    SLOW,
    /** The output of the quantiles has another name. */
    WRONG_SIGNATURE,
    /** Trained on another version of the layout. */
    WRONG_LAYOUT,
    /** Its window is one period shorter than its manifest says. */
    WRONG_SHAPE,
    /** Its graph writes a file. */
    WRITES_FILE,
    /** Its file is no SavedModel, though the checksum is right. */
    NO_MODEL,
    /** Bytes of the file changed after the manifest was written. */
    CORRUPT,
    /** The file was cut after the manifest was written. */
    TRUNCATED
  }

  private TestModels() {}

  /** A small layout: 28 periods back, 7 ahead, three levels, two calendar features. */
  public static DeepLayout layout() {
    return new DeepLayout(28, 7, new double[] {0.1, 0.5, 0.9}, List.of("weekend", "holiday"));
  }

  /** A calendar of days in UTC, without holidays and events. */
  public static DeepCalendar days() {
    return new DeepCalendar(
        new TargetCalendar(
            new Calendars(PeriodUnit.DAY, ZoneOffset.UTC, Map.of()),
            Holidays.NO_COUNTRY,
            List.of(),
            EventCalendar.NONE));
  }

  /** Names that the models have codes for. */
  public static Vocabulary vocabulary() {
    return new Vocabulary(List.of("A", "B"), List.of("food"), List.of("CA", "TX"));
  }

  /** Writes a version with the small layout; gives the checksum of its manifest. */
  public static String write(Path root, String version, Kind kind, double factor)
      throws IOException {
    return write(root, version, kind, factor, layout(), vocabulary(), 0);
  }

  /**
   * Writes a version.
   *
   * @param trainedThrough number of the last period, of days, that it says it was trained on
   * @return checksum of its manifest
   */
  public static String write(
      Path root,
      String version,
      Kind kind,
      double factor,
      DeepLayout layout,
      Vocabulary vocabulary,
      int trainedThrough)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve(version));
    DeepLayout graphs =
        kind == Kind.WRONG_SHAPE
            ? new DeepLayout(
                layout.window() - 1, layout.horizons(), layout.levels(), layout.calendar())
            : layout;
    ByteString model =
        kind == Kind.NO_MODEL
            ? ByteString.copyFromUtf8("no model")
            : TestGraphs.of(kind, (float) factor, graphs).toByteString();
    Path file = folder.resolve(Artifact.MODEL_FILE);
    Files.write(file, model.toByteArray());
    vocabulary.write(folder);
    Manifest manifest = manifest(version, kind, layout, trainedThrough).withFiles(folder);
    manifest.write(folder);
    if (kind == Kind.CORRUPT) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 0x55;
      Files.write(file, bytes);
    } else if (kind == Kind.TRUNCATED) {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }
    return Checksums.of(folder.resolve(Manifest.FILE));
  }

  private static Manifest manifest(
      String version, Kind kind, DeepLayout layout, int trainedThrough) {
    return new Manifest(
        version,
        kind == Kind.NETWORK ? "random" : "constant",
        DeepLayout.VERSION + (kind == Kind.WRONG_LAYOUT ? 1 : 0),
        layout,
        PeriodUnit.DAY,
        "1970-01-01",
        LocalDate.ofEpochDay(trainedThrough).toString(),
        trainedThrough,
        1000,
        10,
        List.of(7L),
        "test",
        "float32",
        Map.of("total", Map.of("wrmsse", 0.75)),
        Map.of("calendar", 0.125),
        null,
        "one thread",
        Map.of());
  }
}
