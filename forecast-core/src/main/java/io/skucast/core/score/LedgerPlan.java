package io.skucast.core.score;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.smooth.Domain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What is scored. The layout of a series' state follows from it, so a ledger is read with the plan
 * it was written with.
 *
 * @param unit step of the calendar, for what alerts say
 * @param lateness periods for which a closed period still takes corrections, 0 to 60
 * @param lags periods from origin to target, ascending, 1 first, at most 366
 * @param forecasters names, {@code combined} first, {@code naive} and {@code seasonal-naive} among
 *     them
 * @param levels quantile levels of {@code combined}, ascending, each between 0 and 1; may be none
 */
public record LedgerPlan(
    PeriodUnit unit, int lateness, int[] lags, List<String> forecasters, double[] levels) {
  /** Against which others show what they add. */
  public static final String NAIVE = "naive";

  /** Against which others show what they add beyond the season. */
  public static final String SEASONAL_NAIVE = "seasonal-naive";

  /** Most lags: each has a bit in {@link Ledger#episodes}, one bit is the bias's. */
  private static final int MOST_LAGS = 16;

  public LedgerPlan {
    Domain.within("lateness", lateness, 0, 60);
    lags = lags.clone();
    levels = levels.clone();
    forecasters = List.copyOf(forecasters);
    requireLags(lags);
    if (forecasters.isEmpty()
        || !forecasters.get(0).equals(ForecasterBank.COMBINED)
        || !forecasters.containsAll(List.of(NAIVE, SEASONAL_NAIVE))
        || new HashSet<>(forecasters).size() < forecasters.size()) {
      throw new IllegalArgumentException(
          "forecasters are "
              + forecasters
              + ", allowed is combined first, naive and seasonal-naive among the others, each once");
    }
    double last = 0;
    for (double level : levels) {
      // Written so that NaN fails too.
      if (!(level > last && level < 1)) {
        throw new IllegalArgumentException(
            "level is " + level + ", allowed is ascending, above 0 and below 1");
      }
      last = level;
    }
  }

  /** A plan of {@code combined}, {@code naive}, {@code seasonal-naive} and these others. */
  public static LedgerPlan of(
      PeriodUnit unit, int lateness, int[] lags, List<String> others, double[] levels) {
    List<String> forecasters =
        new ArrayList<>(List.of(ForecasterBank.COMBINED, NAIVE, SEASONAL_NAIVE));
    others.stream().filter(name -> !forecasters.contains(name)).forEach(forecasters::add);
    return new LedgerPlan(unit, lateness, lags, forecasters, levels);
  }

  private static void requireLags(int[] lags) {
    Domain.within("number of lags", lags.length, 1, MOST_LAGS);
    for (int i = 0; i < lags.length; i++) {
      boolean ascends = i == 0 ? lags[i] == 1 : lags[i] > lags[i - 1] && lags[i] <= 366;
      if (!ascends) {
        throw new IllegalArgumentException(
            "lag " + i + " is " + lags[i] + ", allowed is 1 first, then ascending up to 366");
      }
    }
  }

  /** Values remembered for one lag of one origin: the means, then the quantiles. */
  int width() {
    return forecasters.size() + levels.length;
  }

  /** State of a series none of whose forecasts has been remembered yet. */
  public Ledger start() {
    return new Ledger(this);
  }
}
