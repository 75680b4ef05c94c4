package io.skucast.core.clean;

import io.skucast.core.smooth.Domain;

/**
 * How often a series sells and how much sizes spread, which name its {@link DemandClass}. State: a
 * POJO of primitives.
 *
 * <p>The average interval between demands (ADI) is periods over demands; periods since the last
 * demand count too, so that a series that falls silent turns intermittent. The squared coefficient
 * of variation (CV²) is that of the sizes that are not zero, with the number of demands as divisor.
 * Every observation has the same weight until there are {@link #memory} of them; from then on
 * weights fade by 1 - 1/memory a period, so that the sum of weights stays memory. Weighted mean and
 * variance are updated as in West (1979), which cannot cancel.
 */
public class DemandProfile {
  /** Sum of weights of observations once there are so many: half a year of days. */
  public static final int MEMORY = 180;

  /** Intervals above this are not smooth nor erratic (Syntetos, Boylan and Croston 2005). */
  public static final double MOST_ADI = 1.32;

  /** Spreads above this are erratic or lumpy (the same). */
  public static final double MOST_CV2 = 0.49;

  public int version = 1;

  /** Observations; {@link Integer#MAX_VALUE} never forgets. */
  public int memory;

  public int count;

  /** Periods with demand, none faded. */
  public int demands;

  /** Sum of weights of the periods with demand. */
  public double weight;

  /** Weighted mean of sizes that are not zero, in units. */
  public double size;

  /** Weighted variance of sizes that are not zero, in units squared. */
  public double variance;

  public DemandProfile() {
    this(MEMORY);
  }

  /**
   * @param memory observations, from 1
   */
  public DemandProfile(int memory) {
    this.memory = Domain.atLeastOne("memory", memory);
  }

  /**
   * Folds in the next period's demand.
   *
   * @param demand units, finite and not negative; the caller has clamped net returns to zero
   */
  public void update(double demand) {
    Domain.demand(demand);
    count = count == Integer.MAX_VALUE ? count : count + 1;
    if (count > memory) {
      weight *= 1 - 1.0 / memory;
    }
    if (demand > 0) {
      demands = demands == Integer.MAX_VALUE ? demands : demands + 1;
      weight++;
      double gain = 1 / weight;
      double error = demand - size;
      size += gain * error;
      variance = (1 - gain) * (variance + gain * error * error);
    }
  }

  /**
   * Average interval between demands in periods, at least 1: never above the periods observed, and
   * equal to them before the first demand.
   */
  public double adi() {
    double periods = Math.min(count, memory);
    double atMost = Math.max(1, count);
    return weight * atMost <= periods ? atMost : Math.max(1, periods / weight);
  }

  /** Squared coefficient of variation of sizes that are not zero; 0 before the second demand. */
  public double cv2() {
    if (demands < 2) {
      return 0;
    }
    double coefficient = Math.sqrt(variance) / size;
    return coefficient * coefficient;
  }

  /**
   * The class. INTERMITTENT before the second demand: one demand shows no interval and no spread,
   * and forecasters of intermittent demand are the ones that need neither to be safe.
   */
  public DemandClass demandClass() {
    if (demands < 2) {
      return DemandClass.INTERMITTENT;
    }
    if (adi() <= MOST_ADI) {
      return cv2() <= MOST_CV2 ? DemandClass.SMOOTH : DemandClass.ERRATIC;
    }
    return cv2() <= MOST_CV2 ? DemandClass.INTERMITTENT : DemandClass.LUMPY;
  }

  /** A copy that shares nothing with this one. */
  public DemandProfile copy() {
    DemandProfile copy = new DemandProfile(memory);
    copy.version = version;
    copy.count = count;
    copy.demands = demands;
    copy.weight = weight;
    copy.size = size;
    copy.variance = variance;
    return copy;
  }
}
