package io.skucast.deep.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of the registry; lines are only ever added.
 *
 * @param entry {@link #PUBLISH} or {@link #WITHDRAW}
 * @param version that it is about
 * @param sha256 checksum of the version's manifest
 * @param effectiveFrom first origin that the version may serve at, as origins are written; null for
 *     the next one, and always null where it is withdrawn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Entry(String entry, String version, String sha256, String effectiveFrom) {
  /** A version may serve from an origin on. */
  public static final String PUBLISH = "publish";

  /** A version must not serve any more. */
  public static final String WITHDRAW = "withdraw";

  public Entry {
    if (!PUBLISH.equals(entry) && !WITHDRAW.equals(entry)) {
      throw new IllegalArgumentException(
          "entry is '" + entry + "': allowed are " + PUBLISH + " and " + WITHDRAW);
    }
    Manifest.requireVersion(version);
    if (!Checksums.isChecksum(sha256)) {
      throw new IllegalArgumentException(
          "sha256 of version " + version + " is '" + sha256 + "': allowed are 64 digits 0-9a-f");
    }
    if (WITHDRAW.equals(entry) && effectiveFrom != null) {
      throw new IllegalArgumentException(
          "version " + version + " is withdrawn from " + effectiveFrom + ": it acts at once");
    }
  }

  /** Whether the version is published, not withdrawn, by this entry. */
  public boolean publishes() {
    return entry.equals(PUBLISH);
  }
}
