package io.skucast.core.deep;

import java.util.Arrays;

/**
 * What is known of one published version. State: a POJO of primitives, strings and primitive
 * arrays.
 */
public class JudgedVersion {
  /** What may become of it. */
  public enum Standing {
    /** It is tried on what happened, and serves nothing. */
    ON_TRIAL,
    /** Forecasts are made with it. */
    SERVING,
    /** Forecasts were made with it before the one that serves now. */
    FORMER,
    /** It was worse than what it was compared with, or could not be run; this is final. */
    REJECTED,
    /** The registry has taken it back; this is final. */
    WITHDRAWN
  }

  public int version = 1;
  public int entry;
  public String name = "";
  public String sha256 = "";
  public int trainedThrough;
  public int effectiveFrom;
  public Standing standing = Standing.ON_TRIAL;

  /** The last origins it was scored at, ascending, and what was summed there. */
  public int[] origins = new int[0];

  public long[] rows = new long[0];
  public long[] pinballMicro = new long[0];
  public long[] yardstickMicro = new long[0];

  public JudgedVersion() {}

  JudgedVersion(Candidate candidate) {
    entry = candidate.entry();
    name = candidate.version();
    sha256 = candidate.sha256();
    trainedThrough = candidate.trainedThrough();
    effectiveFrom = candidate.effectiveFrom();
  }

  boolean isLive() {
    return standing != Standing.REJECTED && standing != Standing.WITHDRAWN;
  }

  /** Takes the sums of the next origin; keeps those of the last {@code most}. */
  void score(TrialSums sums, int most) {
    int skip = Math.max(0, origins.length + 1 - most);
    int kept = origins.length - skip;
    origins = Arrays.copyOf(Arrays.copyOfRange(origins, skip, origins.length), kept + 1);
    rows = Arrays.copyOf(Arrays.copyOfRange(rows, skip, rows.length), kept + 1);
    pinballMicro =
        Arrays.copyOf(Arrays.copyOfRange(pinballMicro, skip, pinballMicro.length), kept + 1);
    yardstickMicro =
        Arrays.copyOf(Arrays.copyOfRange(yardstickMicro, skip, yardstickMicro.length), kept + 1);
    origins[kept] = sums.origin();
    rows[kept] = sums.rows();
    pinballMicro[kept] = sums.pinballMicro();
    yardstickMicro[kept] = sums.yardstickMicro();
  }

  /** Whether both were scored on the same rows at the same origins. */
  boolean isComparable(JudgedVersion other) {
    return Arrays.equals(origins, other.origins) && Arrays.equals(rows, other.rows);
  }

  long pinball() {
    return Arrays.stream(pinballMicro).sum();
  }

  long yardstick() {
    return Arrays.stream(yardstickMicro).sum();
  }

  /** A copy that shares nothing with this one. */
  public JudgedVersion copy() {
    JudgedVersion copy = new JudgedVersion();
    copy.version = version;
    copy.entry = entry;
    copy.name = name;
    copy.sha256 = sha256;
    copy.trainedThrough = trainedThrough;
    copy.effectiveFrom = effectiveFrom;
    copy.standing = standing;
    copy.origins = origins.clone();
    copy.rows = rows.clone();
    copy.pinballMicro = pinballMicro.clone();
    copy.yardstickMicro = yardstickMicro.clone();
    return copy;
  }
}
