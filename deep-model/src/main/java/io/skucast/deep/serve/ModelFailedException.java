package io.skucast.deep.serve;

/** A model gave no results for a batch; the message names the version and what happened. */
public final class ModelFailedException extends Exception {
  private final String version;
  private final boolean timedOut;

  public ModelFailedException(String version, String wrong, boolean timedOut, Throwable cause) {
    super("version '" + version + "' gave no results: " + wrong, cause);
    this.version = version;
    this.timedOut = timedOut;
  }

  /** The version that was run. */
  public String version() {
    return version;
  }

  /** Whether the run took longer than it was given. */
  public boolean timedOut() {
    return timedOut;
  }
}
