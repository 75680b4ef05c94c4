package io.skucast.savepoints.check;

/** What becomes of something when a job goes on from a savepoint. */
public enum Verdict {
  /** It goes on as it is. */
  KEPT,
  /** It goes on, or begins empty; worth knowing. */
  CHANGED,
  /** State would be dropped: only where that is asked for. */
  DROPPED,
  /** The job could not start, or would go on with wrong state. */
  REFUSED
}
