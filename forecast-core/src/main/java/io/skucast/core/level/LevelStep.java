package io.skucast.core.level;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.Quantiles;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The step from the sums of cells in one sealed period to the forecasts of every level and the
 * factors that bring the series to them. Pure: it changes only the nodes it is given.
 *
 * <p>Every node is forecast as a series of its own, and from the sum of the series below it; the
 * nodes are reconciled with each other; and the series of a cell take on, each by the same factor,
 * what the reconciled cell expects over what they expected. A forecast from origin o uses factors
 * learned up to period o less the lateness, since later periods may still be corrected. What is
 * issued for a level is the sum of what its series issued, so that children always add up to their
 * parents.
 */
public final class LevelStep {
  /** A factor further from one than this says that a sum broke, not how much it was off. */
  private static final double LARGEST_FACTOR = 3;

  /** A level's forecast is issued once, when nothing below it can change any more. */
  private static final long REVISION = 1;

  private final YearAgo yearAgo;
  private final PeriodUnit unit;
  private final int horizons;
  private final int lateness;
  private final double[] levels;
  private final BankOptions options;

  /**
   * @param lateness periods for which a closed period still takes corrections
   * @param levels quantile levels, ascending
   */
  public LevelStep(
      PeriodUnit unit, int horizons, int lateness, double[] levels, BankOptions options) {
    this.options = options;
    this.yearAgo = new YearAgo(unit);
    this.unit = unit;
    this.horizons = horizons;
    this.lateness = lateness;
    this.levels = levels.clone();
  }

  /** Horizons that the sums of cells must reach: those of forecasts from the origin they serve. */
  public int reach() {
    return reach(unit, horizons, lateness);
  }

  public static int reach(PeriodUnit unit, int horizons, int lateness) {
    return Math.max(horizons + lateness, 4 * unit.lag());
  }

  /** What a step issues. */
  public interface Outlet {
    void factors(Factors factors);

    void forecast(Forecast forecast);
  }

  /** Key of a node among {@link #advance}'s nodes. */
  private static String key(String category, String location) {
    return Level.series(category, location).key();
  }

  /**
   * @param nodes by {@link Level#series}'s key; new ones are added
   * @param known the factors that were in force, by cell key: those learned up to {@code period}
   *     less the lateness, or none
   * @param sums one for each cell that has series; one whose series have moved to another has none
   */
  public void advance(
      NavigableMap<String, LevelNode> nodes,
      int period,
      Collection<CellSums> sums,
      NavigableMap<String, Factors> known,
      Outlet outlet) {
    TreeMap<String, CellSums> cells = new TreeMap<>();
    sums.forEach(cell -> cells.put(key(cell.category(), cell.location()), cell));
    List<String> locations = new ArrayList<>();
    List<String> categories = new ArrayList<>();
    int[] locationOf = new int[cells.size()];
    int[] categoryOf = new int[cells.size()];
    int at = 0;
    for (CellSums cell : cells.values()) {
      locationOf[at] = indexOf(locations, cell.location());
      categoryOf[at++] = indexOf(categories, cell.category());
    }
    Tier cellTier = new Tier(cells.size());
    Tier locationTier = new Tier(locations.size());
    Tier categoryTier = new Tier(categories.size());
    Tier total = new Tier(1);
    at = 0;
    for (CellSums cell : cells.values()) {
      cellTier.add(at, cell);
      locationTier.add(locationOf[at], cell);
      categoryTier.add(categoryOf[at], cell);
      total.add(0, cell);
      at++;
    }
    at = 0;
    for (CellSums cell : cells.values()) {
      cellTier.forecast(nodes, at++, cell.category(), cell.location(), period);
    }
    for (int i = 0; i < locations.size(); i++) {
      locationTier.forecast(nodes, i, Level.ALL, locations.get(i), period);
    }
    for (int i = 0; i < categories.size(); i++) {
      categoryTier.forecast(nodes, i, categories.get(i), Level.ALL, period);
    }
    total.forecast(nodes, 0, Level.ALL, Level.ALL, period);

    double[][] factors =
        factors(
            new Reconciliation(locationOf, categoryOf, locations.size(), categories.size()),
            cellTier,
            locationTier,
            categoryTier,
            total);
    at = 0;
    for (CellSums cell : cells.values()) {
      double[] typical = new double[reach()];
      for (int h = 0; h < typical.length; h++) {
        typical[h] = cell.typical(h + 1);
      }
      Factors learned = new Factors(cell.category(), cell.location(), period, factors[at], typical);
      outlet.factors(learned);
      String key = key(cell.category(), cell.location());
      Factors inForce = lateness == 0 ? learned : known.get(key);
      cellTier.issue(at, cell, inForce);
      locationTier.issue(locationOf[at], cell, inForce);
      categoryTier.issue(categoryOf[at], cell, inForce);
      total.issue(0, cell, inForce);
      at++;
    }
    cellTier.issue(period, outlet);
    locationTier.issue(period, outlet);
    categoryTier.issue(period, outlet);
    total.issue(period, outlet);
  }

  private double[][] factors(
      Reconciliation reconciliation, Tier cells, Tier locations, Tier categories, Tier total) {
    double[][] factors = new double[cells.of.length][reach()];
    for (int h = 0; h < reach(); h++) {
      double[] reconciled =
          reconciliation.solve(
              new Reconciliation.Grid(
                  cells.forecasts(h),
                  locations.forecasts(h),
                  categories.forecasts(h),
                  total.forecasts(h)[0]),
              new Reconciliation.Grid(
                  cells.variances(h),
                  locations.variances(h),
                  categories.variances(h),
                  total.variances(h)[0]));
      for (int c = 0; c < factors.length; c++) {
        factors[c][h] =
            cells.expected[c][h] > 0
                ? Math.max(
                    1 / LARGEST_FACTOR,
                    Math.min(LARGEST_FACTOR, reconciled[c] / cells.expected[c][h]))
                : 1;
      }
    }
    return factors;
  }

  private static int indexOf(List<String> names, String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      names.add(name);
      return names.size() - 1;
    }
    return index;
  }

  /** The nodes of one kind. */
  private final class Tier {
    final long[] unitsMilli;

    /** Units that the series below expect together, before any factor. */
    final double[][] expected;

    /** And after the factors in force: what they issued. */
    final double[][] issued;

    final double[][] forecast;
    final LevelNode[] of;

    Tier(int size) {
      unitsMilli = new long[size];
      expected = new double[size][reach()];
      issued = new double[size][horizons];
      forecast = new double[size][];
      of = new LevelNode[size];
    }

    void add(int i, CellSums cell) {
      unitsMilli[i] += cell.unitsMilli();
      for (int h = 0; h < expected[i].length; h++) {
        expected[i][h] += cell.expected(h + 1, cell.typical(h + 1));
      }
    }

    void forecast(
        NavigableMap<String, LevelNode> nodes,
        int i,
        String category,
        String location,
        int period) {
      LevelNode node =
          nodes.computeIfAbsent(
              key(category, location),
              key -> new LevelNode(unit, options, category, location, period));
      node.observe(period, unitsMilli[i]);
      forecast[i] = node.forecast(period, yearAgo, expected[i]);
      of[i] = node;
    }

    /** Adds what the series of a cell issued; without factors, young ones have only their own. */
    void issue(int i, CellSums cell, Factors inForce) {
      for (int h = 0; h < horizons; h++) {
        int target = cell.period() + h + 1;
        issued[i][h] +=
            inForce == null
                ? cell.expected(h + 1, 0)
                : inForce.of(target) * cell.expected(h + 1, inForce.typical(target));
      }
    }

    void issue(int period, Outlet outlet) {
      for (int i = 0; i < of.length; i++) {
        // Series whose category nobody named are a cell to be summed, and no level to be shown.
        if (of[i].category.isEmpty()) {
          continue;
        }
        Series series = Level.series(of[i].category, of[i].location);
        double[][] quantiles = new double[levels.length][horizons];
        Quantiles.fill(of[i].ahead, of[i].bank.lot, 1, issued[i], 0, horizons, levels, quantiles);
        outlet.forecast(
            new Forecast(
                series.sku(),
                series.location(),
                period,
                ForecasterBank.COMBINED,
                REVISION,
                issued[i],
                quantiles));
      }
    }

    double[] forecasts(int h) {
      double[] at = new double[forecast.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = forecast[i][h];
      }
      return at;
    }

    double[] variances(int h) {
      double[] at = new double[forecast.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = of[i].variance(forecast[i][h]);
      }
      return at;
    }
  }
}
