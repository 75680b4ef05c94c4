package io.skucast.deep.artifact;

import java.io.IOException;

/** An artifact or registry is not what it must be; the message names it and what to do. */
public final class ArtifactException extends IOException {
  public ArtifactException(String message) {
    super(message);
  }

  public ArtifactException(String message, Throwable cause) {
    super(message, cause);
  }
}
