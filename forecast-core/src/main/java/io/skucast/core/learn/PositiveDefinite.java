package io.skucast.core.learn;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** A symmetric positive definite matrix, factored once (Cholesky) to solve for many right sides. */
final class PositiveDefinite {
  /** A matrix beyond this condition cannot be told from a singular one in 53 bits. */
  static final double SINGULAR = 1e14;

  private final DMatrixRMaj matrix;
  private final LinearSolverDense<DMatrixRMaj> solver;

  private PositiveDefinite(DMatrixRMaj matrix, LinearSolverDense<DMatrixRMaj> solver) {
    this.matrix = matrix;
    this.solver = solver;
  }

  /** Null where the matrix is not positive definite; the matrix is not changed. */
  static PositiveDefinite of(DMatrixRMaj matrix) {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(matrix.numRows);
    return solver.setA(matrix.copy()) ? new PositiveDefinite(matrix, solver) : null;
  }

  double[] solve(double[] right) {
    DMatrixRMaj solution = new DMatrixRMaj(right.length, 1);
    solver.solve(DMatrixRMaj.wrap(right.length, 1, right.clone()), solution);
    return solution.data;
  }

  /** ||A|| ||A^-1|| in the 1-norm, at least 1; infinite where that is not a number. */
  double condition() {
    DMatrixRMaj inverse = new DMatrixRMaj(matrix.numRows, matrix.numRows);
    solver.invert(inverse);
    double condition = NormOps_DDRM.inducedP1(matrix) * NormOps_DDRM.inducedP1(inverse);
    return Double.isNaN(condition) ? Double.POSITIVE_INFINITY : Math.max(1, condition);
  }
}
