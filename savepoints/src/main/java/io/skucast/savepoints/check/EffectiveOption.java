package io.skucast.savepoints.check;

/**
 * One option of a job as it is in force.
 *
 * @param key as it is written
 * @param value as it is written; of a secret, stars
 * @param isDefault whether nobody gave it
 * @param description what it does
 */
public record EffectiveOption(String key, String value, boolean isDefault, String description) {
  private static final String STARS = "******";

  /** The option without what must not be shown. */
  static EffectiveOption masked(String key, String value, boolean isDefault, String description) {
    boolean isSecret =
        key.matches("(?i).*(password|passwd|secret|token|api-?key|credential).*")
            && !value.isEmpty();
    // Addresses may have a user and a password before the host.
    String shown = isSecret ? STARS : value.replaceAll("://[^/@,\\s]*@", "://" + STARS + "@");
    return new EffectiveOption(key, shown, isDefault, description);
  }
}
