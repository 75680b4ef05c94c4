package io.skucast.core.generate;

/**
 * Random numbers by address instead of in turn: the same address gives the same number, whatever
 * was asked before. The bits are those of SplitMix64's finalizer (Steele, Lea, Flood 2014) applied
 * once per part of the address.
 */
final class Draw {
  /** What a number is for: one purpose's numbers are independent of another's. */
  enum Purpose {
    LEVEL,
    GROWTH,
    SEASON,
    KIND,
    LAUNCH,
    END,
    PRICE,
    PROMOTION,
    STOCK,
    LOCATION,
    LINES,
    QUANTITY,
    SECOND,
    DELAY,
    FATE,
    REPEAT
  }

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;

  Draw(long seed) {
    this.seed = mix(seed + GOLDEN);
  }

  /** Uniform in (0, 1). */
  double uniform(Purpose purpose, long a, long b, long c) {
    long bits =
        mix(mix(mix(seed ^ (purpose.ordinal() + 1) * GOLDEN) + a * GOLDEN) ^ mix(b + GOLDEN));
    return ((mix(bits + c * GOLDEN) >>> 11) + 0.5) * 0x1p-53;
  }

  /** Standard normal (Box and Muller 1958). */
  double normal(Purpose purpose, long a, long b) {
    double radius = Math.sqrt(-2 * Math.log(uniform(purpose, a, b, 0)));
    return radius * Math.cos(2 * Math.PI * uniform(purpose, a, b, 1));
  }

  /** Poisson by inversion of one uniform number; above a mean of 60 its normal approximation. */
  int poisson(Purpose purpose, long a, long b, long c, double mean) {
    if (mean <= 0) {
      return 0;
    }
    if (mean > 60) {
      double radius = Math.sqrt(-2 * Math.log(uniform(purpose, a, b, c)));
      double normal = radius * Math.cos(2 * Math.PI * uniform(purpose, a, b, ~c));
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
    }
    double left = uniform(purpose, a, b, c);
    double probability = Math.exp(-mean);
    int count = 0;
    while (left > probability && count < 1000) {
      left -= probability;
      count++;
      probability *= mean / count;
    }
    return count;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
