package io.skucast.savepoints.bootstrap;

import io.skucast.core.sale.Incoming;
import java.io.Serializable;
import java.util.Iterator;

/** Sales that a bootstrap learns from, in order of time but for the allowed disorder. */
public interface History extends Serializable {
  /** Records from the first to the last; the same ones every time it is opened. */
  Iterator<Incoming> open();

  /** Time of the latest accepted sale in milliseconds since the epoch, by reading all of it. */
  default long latestMillis() {
    long latest = Long.MIN_VALUE;
    for (Iterator<Incoming> records = open(); records.hasNext(); ) {
      Incoming incoming = records.next();
      if (incoming.sale() != null) {
        latest = Math.max(latest, incoming.sale().timeMillis());
      } else if (incoming.isClock()) {
        latest = Math.max(latest, incoming.closedUntilMillis());
      }
    }
    return latest;
  }
}
