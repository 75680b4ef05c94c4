package io.skucast.job.state;

/** Of records, which are made whole and which no one changes, nor the arrays in them. */
abstract class RecordSerializer<T> extends CompactSerializer<T> {
  /** There is no empty one. */
  @Override
  public final T createInstance() {
    return null;
  }

  @Override
  public final T copy(T from) {
    return from;
  }
}
