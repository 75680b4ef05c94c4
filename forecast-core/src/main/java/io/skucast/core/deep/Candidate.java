package io.skucast.core.deep;

/**
 * An entry of the registry of models, as a run takes it: a version may be served, or must not be
 * any more.
 *
 * @param entry its number in the registry, 1 first
 * @param version its name
 * @param sha256 checksum of its manifest, in hexadecimal digits
 * @param publishes whether it may be served; otherwise it is withdrawn
 * @param taken period at whose end the entry was taken
 * @param from first origin that no forecast had been issued from when the entry was taken; {@link
 *     #ALWAYS} for what was there before the first
 * @param trainedThrough last period that it was trained on, targets included
 * @param effectiveFrom first origin that it may serve; {@link #ALWAYS} where that is not said
 * @param fault why it cannot be served; empty where nothing speaks against it
 */
public record Candidate(
    int entry,
    String version,
    String sha256,
    boolean publishes,
    int taken,
    int from,
    int trainedThrough,
    int effectiveFrom,
    String fault) {
  /** Any origin; far enough from the end of the range that periods may be taken off. */
  public static final int ALWAYS = Integer.MIN_VALUE / 2;

  /** First origin whose forecasts do not know their targets. */
  public int firstOrigin() {
    return Math.max(trainedThrough, effectiveFrom);
  }
}
