package io.skucast.deep.train;

/** The loss is no longer a number, or far above what it began with. */
public final class TrainingDivergedException extends RuntimeException {
  TrainingDivergedException(String message) {
    super(message);
  }
}
