package io.skucast.core.level;

/**
 * Forecasts of cells that agree best with what was forecast for cells, locations, categories and
 * the total, each trusted by the inverse of its error variance: weighted least squares
 * (Wickramasuriya, Athanasopoulos and Hyndman 2019, with a diagonal error covariance; equation 9
 * there). Solved by conjugate gradients (Hestenes and Stiefel 1952) on sums, so that a grid of any
 * size costs a few passes over its cells and no matrix is ever formed.
 */
final class Reconciliation {
  private static final int MOST_STEPS = 200;

  /** The residual, squared and relative, at which a solution is done. */
  private static final double DONE = 1e-20;

  private final int[] locationOf;
  private final int[] categoryOf;
  private final int locations;
  private final int categories;

  /**
   * @param locationOf index of the location of each cell
   * @param categoryOf index of the category of each cell
   */
  Reconciliation(int[] locationOf, int[] categoryOf, int locations, int categories) {
    this.locationOf = locationOf;
    this.categoryOf = categoryOf;
    this.locations = locations;
    this.categories = categories;
  }

  /** One number for each node of the grid. */
  record Grid(double[] cells, double[] locations, double[] categories, double total) {}

  /**
   * @param forecasts units
   * @param variances units squared, above zero
   * @return units of each cell, not negative
   */
  double[] solve(Grid forecasts, Grid variances) {
    int n = locationOf.length;
    double[] x = forecasts.cells().clone();
    double[] diagonal = new double[n];
    for (int c = 0; c < n; c++) {
      diagonal[c] =
          1 / variances.cells()[c]
              + 1 / variances.locations()[locationOf[c]]
              + 1 / variances.categories()[categoryOf[c]]
              + 1 / variances.total();
    }
    // At the cells' own forecasts only the sums disagree.
    double[] residual = pull(forecasts, variances, x);
    double[] direction = new double[n];
    double[] scaled = new double[n];
    double rho = 0;
    double first = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      double next = 0;
      for (int c = 0; c < n; c++) {
        scaled[c] = residual[c] / diagonal[c];
        next += residual[c] * scaled[c];
      }
      if (step == 0) {
        first = next;
      }
      if (!(next > DONE * first)) {
        break;
      }
      double beta = step == 0 ? 0 : next / rho;
      rho = next;
      for (int c = 0; c < n; c++) {
        direction[c] = scaled[c] + beta * direction[c];
      }
      double[] image = apply(variances, direction);
      double along = 0;
      for (int c = 0; c < n; c++) {
        along += direction[c] * image[c];
      }
      double alpha = rho / along;
      for (int c = 0; c < n; c++) {
        x[c] += alpha * direction[c];
        residual[c] -= alpha * image[c];
      }
    }
    for (int c = 0; c < n; c++) {
      x[c] = Math.max(0, x[c]);
    }
    return x;
  }

  /** Sᵀ W (forecasts - S x), where the cells themselves agree. */
  private double[] pull(Grid forecasts, Grid variances, double[] x) {
    double[] locationGap = forecasts.locations().clone();
    double[] categoryGap = forecasts.categories().clone();
    double totalGap = forecasts.total();
    for (int c = 0; c < x.length; c++) {
      locationGap[locationOf[c]] -= x[c];
      categoryGap[categoryOf[c]] -= x[c];
      totalGap -= x[c];
    }
    double[] pull = new double[x.length];
    for (int c = 0; c < x.length; c++) {
      pull[c] =
          locationGap[locationOf[c]] / variances.locations()[locationOf[c]]
              + categoryGap[categoryOf[c]] / variances.categories()[categoryOf[c]]
              + totalGap / variances.total();
    }
    return pull;
  }

  /** Sᵀ W S x. */
  private double[] apply(Grid variances, double[] x) {
    double[] byLocation = new double[locations];
    double[] byCategory = new double[categories];
    double total = 0;
    for (int c = 0; c < x.length; c++) {
      byLocation[locationOf[c]] += x[c];
      byCategory[categoryOf[c]] += x[c];
      total += x[c];
    }
    double[] image = new double[x.length];
    for (int c = 0; c < x.length; c++) {
      image[c] =
          x[c] / variances.cells()[c]
              + byLocation[locationOf[c]] / variances.locations()[locationOf[c]]
              + byCategory[categoryOf[c]] / variances.categories()[categoryOf[c]]
              + total / variances.total();
    }
    return image;
  }
}
