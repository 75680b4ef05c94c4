package io.skucast.core.forecast;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.sale.Series;
import java.util.Random;

/** Banks of days that have learned made-up demand, and what they forecast. */
final class BankFixture {
  static final int HORIZONS = 28;
  static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
  static final int LOW_80 = 1;
  static final int HIGH_80 = 5;
  static final int LOW_90 = 0;
  static final int HIGH_90 = 6;

  private static final double[] WEEK = {0.7, 0.8, 0.9, 1, 1.1, 1.4, 1.1};

  /** Units of one day. */
  interface Demand {
    int draw(Random random, int day);
  }

  private BankFixture() {}

  static ForecasterBank bank() {
    return new ForecasterBank(PeriodUnit.DAY);
  }

  static ForecasterBank learned(long... unitsMilli) {
    ForecasterBank bank = bank();
    for (long units : unitsMilli) {
      bank.update(units);
    }
    return bank;
  }

  static Forecast forecast(ForecasterBank bank) {
    return bank.forecast(new Series("A", "all"), 0, 0, ForecasterBank.COMBINED, HORIZONS, LEVELS);
  }

  static double total(ForecasterBank bank) {
    double[] units = new double[HORIZONS];
    bank.combine(units);
    double total = 0;
    for (double one : units) {
      total += one;
    }
    return total;
  }

  static long[] unitsMilli(int days, int seed, Demand demand) {
    Random random = new Random(seed);
    long[] unitsMilli = new long[days];
    for (int day = 0; day < days; day++) {
      unitsMilli[day] = 1000L * demand.draw(random, day);
    }
    return unitsMilli;
  }

  static Demand poisson(double mean) {
    return (random, day) -> count(random, mean);
  }

  static Demand weekly(double mean) {
    return (random, day) -> count(random, mean * WEEK[day % WEEK.length]);
  }

  /** Variance mean + dispersion · mean², with one over the dispersion a multiple of a half. */
  static Demand negativeBinomial(double mean, double dispersion) {
    return (random, day) -> {
      double gamma = 0;
      for (int i = 0; i < Math.round(2 / dispersion); i++) {
        double normal = random.nextGaussian();
        gamma += normal * normal / 2;
      }
      return count(random, mean * dispersion * gamma);
    };
  }

  static Demand zeroInflated(double zeros, double mean) {
    return (random, day) -> random.nextDouble() < zeros ? 0 : count(random, mean);
  }

  /** Poisson by inversion: one number a day, so that series of other means stay comparable. */
  private static int count(Random random, double mean) {
    double left = random.nextDouble();
    double probability = Math.exp(-mean);
    int count = 0;
    while (left > probability && count < 100_000) {
      left -= probability;
      count++;
      probability *= mean / count;
    }
    return count;
  }
}
