package io.skucast.core.learn;

import java.util.Locale;

/**
 * Why a trained model was not published.
 *
 * @param group what it was for
 * @param block the block at whose end it was trained
 * @param reason one of the constants
 * @param value what was found
 * @param limit what was allowed
 * @param message one plain sentence that names thing, value and limit
 * @param inARow refusals of the group since its last version, this one counted
 */
public record Refusal(
    ModelGroup group,
    int block,
    String reason,
    double value,
    double limit,
    String message,
    int inARow) {
  /** A number of the model is NaN or infinite. */
  public static final String NOT_FINITE = "not-finite";

  /** The features determine the coefficients too badly. */
  public static final String CONDITION = "condition";

  /** Worse than the last version on the newest block, which neither was trained on. */
  public static final String WORSE_THAN_LAST = "worse-than-last-version";

  /** The newest block makes it worse than the last version on the rows before: it is set aside. */
  public static final String SUSPECT_BLOCK = "suspect-block";

  /** Worse than the naive forecast. */
  public static final String WORSE_THAN_NAIVE = "worse-than-naive";

  static Refusal of(
      ModelGroup group, int block, String reason, String thing, double value, double limit) {
    String message =
        String.format(
            Locale.ROOT,
            "%s of %s in block %d is %.6g, allowed is at most %.6g: the last version, if any, stays.",
            thing,
            group.key(),
            block,
            value,
            limit);
    return new Refusal(group, block, reason, value, limit, message, 1);
  }

  /** The same, after others of its group. */
  Refusal inARow(int count) {
    return new Refusal(group, block, reason, value, limit, message, count);
  }
}
