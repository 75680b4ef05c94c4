package io.skucast.core.demand;

import java.util.Arrays;

/**
 * Sums of one series in one open period, and the ids of the sales in them. State: a POJO of
 * primitives and primitive arrays.
 */
public class PeriodBucket {
  public int version = 1;
  public long unitsMilli;
  public long returnedMilli;
  public long revenueMilli;
  public int promoted;
  public int sales;

  /** Whether sales were added since the period's observation was last issued. */
  public boolean dirty;

  /** Category of the latest sale that names one; of two at one time the greater name. */
  public String category = "";

  /** Time of that sale. */
  public long categoryMillis = Long.MIN_VALUE;

  /** Sale ids as 128-bit fingerprints, two longs each; the first {@code 2 * sales} are in use. */
  public long[] ids = new long[4];

  /** Whether a sale with this fingerprint is in the bucket. */
  public boolean contains(long high, long low) {
    for (int i = 0; i < 2 * sales; i += 2) {
      if (ids[i] == high && ids[i + 1] == low) {
        return true;
      }
    }
    return false;
  }

  /** A copy that shares nothing with this one. */
  public PeriodBucket copy() {
    PeriodBucket copy = new PeriodBucket();
    copy.version = version;
    copy.unitsMilli = unitsMilli;
    copy.returnedMilli = returnedMilli;
    copy.revenueMilli = revenueMilli;
    copy.promoted = promoted;
    copy.sales = sales;
    copy.dirty = dirty;
    copy.category = category;
    copy.categoryMillis = categoryMillis;
    copy.ids = ids.clone();
    return copy;
  }

  /** Which sale names the category must not depend on the order of arrival. */
  void categorize(String name, long timeMillis) {
    boolean later = timeMillis > categoryMillis;
    if (!name.isEmpty()
        && (later || timeMillis == categoryMillis && name.compareTo(category) > 0)) {
      category = name;
      categoryMillis = timeMillis;
    }
  }

  /** Remembers a fingerprint at the place of the sale about to be counted. */
  void remember(long high, long low) {
    if (2 * sales == ids.length) {
      ids = Arrays.copyOf(ids, 2 * ids.length);
    }
    ids[2 * sales] = high;
    ids[2 * sales + 1] = low;
  }
}
