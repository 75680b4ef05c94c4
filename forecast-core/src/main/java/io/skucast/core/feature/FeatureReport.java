package io.skucast.core.feature;

import java.util.List;
import java.util.Locale;

/**
 * How useful each feature is.
 *
 * @param count rows seen
 * @param fingerprint of the layout
 * @param lines the most useful first
 */
public record FeatureReport(long count, String fingerprint, List<Line> lines) {

  /**
   * One feature.
   *
   * @param variance in the feature's unit squared
   * @param correlation with the target, -1 to 1
   * @param zeroShare share of rows in which it is zero
   * @param kept whether it varies and its correlation is significant
   */
  public record Line(
      String name, double variance, double correlation, double zeroShare, boolean kept) {}

  public FeatureReport {
    lines = List.copyOf(lines);
  }

  /** A table for reading. */
  public String toMarkdown() {
    StringBuilder text =
        new StringBuilder("| feature | variance | correlation | zero share | kept |\n")
            .append("|---|---:|---:|---:|---|\n");
    for (Line line : lines) {
      text.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %.4g | %.4f | %.4f | %s |\n",
              line.name.replace("|", "\\|"),
              line.variance,
              line.correlation,
              line.zeroShare,
              line.kept ? "yes" : "no"));
    }
    return text.toString();
  }

  /** A table for programs, numbers in full. */
  public String toCsv() {
    StringBuilder text = new StringBuilder("feature,variance,correlation,zero_share,kept\n");
    for (Line line : lines) {
      text.append(quoted(line.name)).append(',').append(line.variance).append(',');
      text.append(line.correlation).append(',').append(line.zeroShare).append(',');
      text.append(line.kept).append('\n');
    }
    return text.toString();
  }

  /** As RFC 4180 wants names with commas or quotes. */
  static String quoted(String name) {
    boolean plain = name.indexOf(',') < 0 && name.indexOf('"') < 0;
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
