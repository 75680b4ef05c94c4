package io.skucast.core.level;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.LagGroup;
import io.skucast.core.forecast.Quantiles;
import java.util.Arrays;

/**
 * One series above the SKUs: its forecasters, its past year, and what each way to forecast it has
 * been worth. State: a POJO of POJOs, primitives and primitive arrays.
 */
public class LevelNode {
  /** The bank; the bank times half and times the whole way of a year ago; the sum of series. */
  static final int WAYS = 4;

  public int version = 1;

  /** Category, or {@link Level#ALL}. */
  public String category = "";

  /** Location, or {@link Level#ALL}. */
  public String location = "";

  public ForecasterBank bank;

  /** Thousandths of units; period p is at {@code p mod length}, with {@code first} the first. */
  public long[] history = new long[0];

  public int first;

  /** Weights of the ways, the node's dispersion and bands, learned four weeks ahead. */
  public LagGroup ahead;

  public LevelNode() {}

  LevelNode(PeriodUnit unit, BankOptions options, String category, String location, int first) {
    this.category = category;
    this.location = location;
    this.first = first;
    this.bank = new ForecasterBank(unit, options);
    this.history = new long[new YearAgo(unit).memory() + 1];
    this.ahead = new LagGroup(4 * unit.lag(), WAYS, options);
  }

  /** Takes a period after the last one; those in between had no sale. */
  void observe(int period, long unitsMilli) {
    for (int missing = first + (int) bank.observations(); missing < period; missing++) {
      learn(missing, 0);
    }
    learn(period, unitsMilli);
  }

  private void learn(int period, long unitsMilli) {
    long target = period - first;
    double demand = Math.max(0, unitsMilli) / 1000.0;
    ahead.learn(target, demand, demand);
    history[Math.floorMod(period, history.length)] = unitsMilli;
    bank.update(unitsMilli);
  }

  /** Units of a period up to {@code origin}, the last one observed; NaN where not known. */
  double demand(int period, int origin) {
    return period < first || period > origin || period <= origin - history.length
        ? Double.NaN
        : Math.max(0, history[Math.floorMod(period, history.length)]) / 1000.0;
  }

  /**
   * Forecasts from the last observation, and remembers what each way said of the target four weeks
   * ahead.
   *
   * @param sums units that the series below expect together, horizon 1 first, at least as far as
   *     {@link #ahead} looks
   * @return units, horizon 1 first
   */
  double[] forecast(int origin, YearAgo yearAgo, double[] sums) {
    int horizons = sums.length;
    double[][] ways = new double[WAYS][horizons];
    double[] ratios = new double[horizons];
    bank.combine(ways[0]);
    yearAgo.ratios(period -> demand(period, origin), origin, ratios);
    double[] mixed = new double[horizons];
    for (int h = 0; h < horizons; h++) {
      ways[1][h] = ways[0][h] * Math.sqrt(ratios[h]);
      ways[2][h] = ways[0][h] * ratios[h];
      ways[3][h] = sums[h];
      for (int way = 0; way < WAYS; way++) {
        mixed[h] += ahead.weights[way] * ways[way][h];
      }
    }
    remember(origin, ways, mixed);
    return mixed;
  }

  private void remember(int origin, double[][] ways, double[] mixed) {
    int h = ahead.lag - 1;
    double[] means = new double[WAYS];
    for (int way = 0; way < WAYS; way++) {
      means[way] = ways[way][h];
    }
    double[] bands = Quantiles.bands(ahead, bank.lot, mixed[h]);
    ahead.remember(origin + ahead.lag - first, means, mixed[h], bands);
  }

  /** Variance of the errors of {@link #forecast}, in units squared, above zero. */
  double variance(double mean) {
    return (ahead.sumErrorSquare + mean * mean) / (ahead.sumWeight + 1) + 1e-9;
  }

  public LevelNode copy() {
    LevelNode copy = new LevelNode();
    copy.version = version;
    copy.category = category;
    copy.location = location;
    copy.bank = bank.copy();
    copy.history = Arrays.copyOf(history, history.length);
    copy.first = first;
    copy.ahead = ahead.copy();
    return copy;
  }
}
