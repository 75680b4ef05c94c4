package io.skucast.job.operator;

import io.skucast.core.sale.Entry;

/** Operators as harnesses, of one parallelism, from a start or restart to a crash or the end. */
interface SimulatedCluster {

  /**
   * @param checkpoint of a cluster of any parallelism, or null to start with nothing
   */
  void open(Checkpoint checkpoint) throws Exception;

  Checkpoint snapshot(long id) throws Exception;

  void process(Entry entry) throws Exception;

  void watermark(long millis) throws Exception;

  void endInput() throws Exception;

  void close() throws Exception;
}
