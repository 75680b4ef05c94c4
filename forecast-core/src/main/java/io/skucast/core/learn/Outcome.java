package io.skucast.core.learn;

/** What came of training at the end of a block. */
public sealed interface Outcome {
  /** A new version to serve. */
  record Published(ModelVersion version) implements Outcome {}

  /** The trained model failed a check: the last version stays, and someone should know. */
  record Refused(Refusal refusal) implements Outcome {}

  /** Too few rows to train and judge a model, or none new: the last version stays. */
  record Waiting() implements Outcome {}
}
