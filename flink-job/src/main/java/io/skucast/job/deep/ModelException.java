package io.skucast.job.deep;

import io.skucast.core.score.Alert;

/** A deep model says nothing; the message names the version, what is wrong and what to do. */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1;

  private final Alert.Kind kind;

  /**
   * @param kind of the alert that it is
   */
  public ModelException(Alert.Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Alert.Kind kind() {
    return kind;
  }
}
