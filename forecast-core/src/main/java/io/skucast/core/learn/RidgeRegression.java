package io.skucast.core.learn;

/**
 * Least squares with a penalty on squared coefficients (Hoerl and Kennard 1970), from the sums of
 * the rows alone.
 *
 * <p>It minimises Σ w (y − a − x·b)² + ridge W Σ s_j² b_j², with W the sum of the weights and s_j²
 * the weighted variance of feature j, so that neither the units of the features nor the number of
 * rows change what a ridge means. The intercept a is not penalised. With R the correlations of the
 * features and c those with the target that is (R + ridge I) β = c, solved by Cholesky.
 */
public final class RidgeRegression {
  /** What a ridge of 0 becomes where the features do not determine the coefficients. */
  private static final double LEAST = 1e-12;

  /** The correlations of n features have no eigenvalue beyond n: with this added all is solved. */
  private static final double MOST = 1e9;

  private RidgeRegression() {}

  /**
   * @param gram rows of a weight above 0
   * @param ridge penalty as a fraction of a feature's variance, 0 to 1e6; where the matrix is
   *     singular in 53 bits it is raised, tenfold and from 1e-12, until it is not
   */
  public static Solution solve(Gram gram, double ridge) {
    if (!(ridge >= 0 && ridge <= 1e6)) {
      throw new IllegalArgumentException("ridge is " + ridge + ", allowed is 0 to 1e6");
    }
    StandardizedGram standardized = new StandardizedGram(gram);
    if (standardized.size() == 0) {
      return new Solution(standardized.model(new double[0]), ridge, 1);
    }
    for (double raised = ridge; raised <= MOST; raised = Math.max(LEAST, raised * 10)) {
      Solution solution = attempt(standardized, raised);
      if (solution != null) {
        return solution;
      }
    }
    throw new IllegalArgumentException(
        "sums of the rows have no finite solution, allowed are sums of finite numbers");
  }

  private static Solution attempt(StandardizedGram standardized, double ridge) {
    PositiveDefinite matrix = PositiveDefinite.of(standardized.ridged(ridge));
    if (matrix == null) {
      return null;
    }
    double condition = matrix.condition();
    if (!(condition <= PositiveDefinite.SINGULAR)) {
      return null;
    }
    LinearModel model = standardized.model(matrix.solve(standardized.pulls));
    return model.isFinite() ? new Solution(model, ridge, condition) : null;
  }
}
