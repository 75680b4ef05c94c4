package io.skucast.local.sql.topic;

/** A topic cannot be asked; the message says which, why, and what may be wrong. */
public final class TopicException extends RuntimeException {
  TopicException(String message, Throwable cause) {
    super(message, cause);
  }
}
