package io.skucast.deep.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a model came from and what is in its folder. A version never changes: what is trained or
 * exported anew has a new name.
 *
 * @param version letters, digits, dots, hyphens and underscores; also the folder's name
 * @param architecture name of the network
 * @param layoutVersion of the inputs, see {@link DeepLayout#VERSION}
 * @param layout of the inputs
 * @param period unit that the model was trained on
 * @param trainedFrom local date of the first period that it was trained on
 * @param trainedThrough local date of the last period that it was trained on, targets included
 * @param trainedThroughPeriod number of that period
 * @param rows that it was trained on
 * @param series that these were of
 * @param seeds of everything random in training
 * @param codeVersion of the code that trained it
 * @param variant float32, float16, int8 or pruned
 * @param validation value by metric by level of the hierarchy
 * @param importance rise of the pinball loss, in units, where a group of features is permuted
 * @param effectiveFrom origin from which it may serve, as origins are written; null for at once
 * @param determinism what makes training and serving repeatable, in words
 * @param files SHA-256 of every other file of the folder, by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
    String version,
    String architecture,
    int layoutVersion,
    DeepLayout layout,
    PeriodUnit period,
    String trainedFrom,
    String trainedThrough,
    int trainedThroughPeriod,
    long rows,
    int series,
    List<Long> seeds,
    String codeVersion,
    String variant,
    Map<String, Map<String, Double>> validation,
    Map<String, Double> importance,
    String effectiveFrom,
    String determinism,
    Map<String, String> files) {
  /** Its file in an artifact. */
  public static final String FILE = "manifest.json";

  /** Kinds of numbers that weights are held as. */
  public static final List<String> VARIANTS = List.of("float32", "float16", "int8", "pruned");

  private static final long LARGEST_BYTES = 1L << 20;
  private static final int LARGEST_WINDOW = 3660;
  private static final int LARGEST_HORIZONS = 366;

  public Manifest {
    requireVersion(version);
    require("architecture", architecture);
    require("layout", layout);
    require("period", period);
    require("variant", variant);
    if (!VARIANTS.contains(variant)) {
      throw new IllegalArgumentException(
          "variant of version " + version + " is '" + variant + "': allowed are " + VARIANTS);
    }
    requireLayout(version, layout);
    requireOrigin(effectiveFrom, period);
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    validation = validation == null ? Map.of() : new LinkedHashMap<>(validation);
    importance = importance == null ? Map.of() : new LinkedHashMap<>(importance);
    files = files == null ? Map.of() : new TreeMap<>(files);
    files.forEach(Manifest::requireFile);
  }

  /** Throws where the text is no version's name; what it allows cannot leave the models' folder. */
  public static void requireVersion(String version) {
    if (version == null
        || !version.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
        || version.endsWith(".json")) {
      throw new IllegalArgumentException(
          "version is '"
              + version
              + "': allowed are 1 to 64 letters, digits, dots, hyphens and underscores, the first"
              + " a letter or digit, the end not .json");
    }
  }

  /** Throws where the text is no origin of the unit; null is none, and allowed. */
  public static void requireOrigin(String origin, PeriodUnit unit) {
    if (origin == null) {
      return;
    }
    boolean hours = unit == PeriodUnit.HOUR;
    try {
      if (hours) {
        OffsetDateTime.parse(origin);
      } else {
        LocalDate.parse(origin);
      }
    } catch (DateTimeParseException unreadable) {
      throw new IllegalArgumentException(
          "effective from '"
              + origin
              + "' is no origin: write it like "
              + (hours ? "2026-01-31T05:00:00+01:00" : "2026-01-31"),
          unreadable);
    }
  }

  private static void require(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " of the manifest is missing");
    }
  }

  private static void requireLayout(String version, DeepLayout layout) {
    boolean sized = layout.window() <= LARGEST_WINDOW && layout.horizons() <= LARGEST_HORIZONS;
    boolean ascending = layout.levels() != null && layout.levels().length > 0;
    double before = 0;
    for (int i = 0; ascending && i < layout.levels().length; i++) {
      ascending = layout.levels()[i] > before && layout.levels()[i] < 1;
      before = layout.levels()[i];
    }
    if (!sized || !ascending) {
      throw new IllegalArgumentException(
          "layout of version "
              + version
              + " is "
              + layout
              + ": allowed are at most "
              + LARGEST_WINDOW
              + " periods, "
              + LARGEST_HORIZONS
              + " horizons, and levels that ascend between 0 and 1");
    }
  }

  private static void requireFile(String name, String sum) {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*") || name.equals(FILE)) {
      throw new IllegalArgumentException(
          "the manifest names the file '" + name + "': allowed are plain files of its folder");
    }
    if (!Checksums.isChecksum(sum)) {
      throw new IllegalArgumentException(
          "the checksum of " + name + " is '" + sum + "': allowed are 64 hexadecimal digits");
    }
  }

  /** Reads it from an artifact's folder. */
  public static Manifest read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return parse(JsonFile.bytes(file, LARGEST_BYTES), file);
  }

  static Manifest parse(byte[] json, Path file) throws ArtifactException {
    return JsonFile.parse(json, Manifest.class, file);
  }

  /** Writes it into an artifact's folder, after all other files are there. */
  public void write(Path folder) throws IOException {
    JsonFile.write(folder.resolve(FILE), this);
  }

  /** This manifest with the checksums of what is in the folder now. */
  public Manifest withFiles(Path folder) throws IOException {
    return new Manifest(
        version,
        architecture,
        layoutVersion,
        layout,
        period,
        trainedFrom,
        trainedThrough,
        trainedThroughPeriod,
        rows,
        series,
        seeds,
        codeVersion,
        variant,
        validation,
        importance,
        effectiveFrom,
        determinism,
        Checksums.ofFolder(folder));
  }
}
