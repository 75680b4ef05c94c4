package io.skucast.job.io.file;

/**
 * A line of a csv file that is to be sorted.
 *
 * @param file which file
 * @param key lines are sorted by it, and of those with one key the highest revision stays
 * @param revision at least zero
 * @param text the csv, without line end; {@link #NONE} takes back what a lower revision said
 */
public record Line(String file, String key, long revision, String text) {
  /** No line. */
  static final String NONE = "";
}
