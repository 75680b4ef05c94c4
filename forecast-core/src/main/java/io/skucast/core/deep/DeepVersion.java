package io.skucast.core.deep;

/**
 * Which version of the deep model forecasts are made with from an origin on, until the next such
 * decision. One of the same origin that comes later takes its place.
 *
 * @param version its name; {@link #NONE} where no model has a part
 * @param sha256 checksum of its manifest
 * @param entry its number in the registry; 0 where there is none
 * @param effectiveOrigin first origin that it is for
 */
public record DeepVersion(String version, String sha256, int entry, int effectiveOrigin) {
  /** No version. */
  public static final String NONE = "";

  static DeepVersion none(int effectiveOrigin) {
    return new DeepVersion(NONE, "", 0, effectiveOrigin);
  }

  /** Whether there is one. */
  public boolean isSome() {
    return !version.equals(NONE);
  }
}
