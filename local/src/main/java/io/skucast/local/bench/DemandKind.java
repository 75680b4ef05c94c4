package io.skucast.local.bench;

import java.util.Random;

/** Made-up demands of one series of each kind, the same on every run. */
public enum DemandKind {
  /** Every day, 20 units on average, twice as much on Saturdays as on Mondays. */
  SMOOTH {
    @Override
    int units(Random random, int day) {
      return poisson(random, 20 * WEEK[day % WEEK.length]);
    }
  },
  /** On one day in four, one to three units. */
  INTERMITTENT {
    @Override
    int units(Random random, int day) {
      return random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
    }
  },
  /** On one day in five, of very different sizes: 12 units on average, often 1 or 2. */
  LUMPY {
    @Override
    int units(Random random, int day) {
      return random.nextInt(5) == 0 ? 1 + (int) Math.min(500, lognormal(random)) : 0;
    }
  };

  private static final double[] WEEK = {0.7, 0.8, 0.9, 1, 1.1, 1.4, 1.1};

  abstract int units(Random random, int day);

  /** Thousandths of units sold on each of so many days. */
  long[] unitsMilli(int days) {
    Random random = new Random(20 + ordinal());
    long[] unitsMilli = new long[days];
    for (int day = 0; day < days; day++) {
      unitsMilli[day] = 1000L * units(random, day);
    }
    return unitsMilli;
  }

  private static double lognormal(Random random) {
    return StrictMath.exp(1.6 + 1.25 * random.nextGaussian());
  }

  /** By counting how many uniform numbers multiply to exp(-mean) (Knuth 1969). */
  private static int poisson(Random random, double mean) {
    double least = StrictMath.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > least; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
