package io.skucast.deep.serve;

/** A model is not loaded; the message names the version, what is wrong and what to do. */
public final class ModelRefusedException extends Exception {
  private final String version;

  public ModelRefusedException(String version, String wrong, Throwable cause) {
    super("version '" + version + "' is refused: " + wrong, cause);
    this.version = version;
  }

  /** The version that is not loaded. */
  public String version() {
    return version;
  }
}
