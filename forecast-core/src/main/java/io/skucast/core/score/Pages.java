package io.skucast.core.score;

/** Where the pages of one series are kept, by origin (and target) modulo the step of the lags. */
public interface Pages {
  /** The page, or null. */
  LedgerPage get(int page) throws Exception;

  void put(int page, LedgerPage written) throws Exception;
}
