package io.skucast.job.io.kafka;

import io.skucast.core.sale.Incoming;

/** Reads the records of one topic; whatever the bytes are, the answer is never an exception. */
interface JsonReader {
  /**
   * @param payload the record's value, may be null
   * @param takenInMillis when the record was taken in
   * @param source where it stands, for the rejection
   */
  Incoming read(byte[] payload, long takenInMillis, String source);
}
