package io.skucast.job.learn;

import java.io.Serializable;

/** How event time counts in periods for training. */
@FunctionalInterface
public interface SealedClock extends Serializable {

  /**
   * The last period that is sealed by a watermark: all lessons with this target period or an
   * earlier one have come. It never decreases as watermarks grow.
   *
   * @param watermark milliseconds since the epoch, below {@link Long#MAX_VALUE}
   */
  int sealedThrough(long watermark);
}
