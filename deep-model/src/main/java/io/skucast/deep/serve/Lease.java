package io.skucast.deep.serve;

/** A model that is shared; it stays loaded until every lease of it is closed. */
public interface Lease extends AutoCloseable {
  /** The model; not to be closed, and not to be used once the lease is closed. */
  DeepModel model();

  /** Gives it back; a second time does nothing. */
  @Override
  void close();
}
