package io.skucast.core.demand;

/**
 * How far one series has come: which periods it has issued observations for. State: a POJO of
 * primitives.
 */
public class SeriesClock {
  public int version = 1;

  /** First period with a sale. */
  public int first;

  /** Last period that an observation was issued for; {@code first - 1} before the first. */
  public int lastClosed;

  /** Every bucket of a period up to this one has been removed. */
  public int lastSealed;

  /** A copy that shares nothing with this one. */
  public SeriesClock copy() {
    SeriesClock copy = new SeriesClock();
    copy.version = version;
    copy.first = first;
    copy.lastClosed = lastClosed;
    copy.lastSealed = lastSealed;
    return copy;
  }
}
