package io.skucast.core.deep;

import io.skucast.core.score.PinballLoss;
import java.util.Arrays;

/**
 * The pinball loss of quantile forecasts (Koenker and Bassett 1978), and of the yardstick that a
 * deep model has to beat: the empirical quantiles of the row's last {@link #LAST} periods, the same
 * for every horizon.
 */
public final class TrialLoss {
  /** Periods that the yardstick is made of: four weeks of days. */
  public static final int LAST = 28;

  /** Loss is summed in millionths of a unit. */
  static final double MICRO = 1e6;

  private final DeepLayout layout;

  /**
   * @param layout of the rows and of the answers
   */
  public TrialLoss(DeepLayout layout) {
    this.layout = layout;
  }

  /** Millionths of a unit, over the horizons of the lesson that the answer reaches. */
  public long answer(DeepLesson lesson, DeepAnswer answer) {
    double sum = 0;
    for (int h = 0; h < Math.min(lesson.actual().length, answer.mean().length); h++) {
      for (int l = 0; l < layout.levels().length; l++) {
        sum += pinball(lesson.actual()[h], answer.quantiles()[l][h], layout.levels()[l]);
      }
    }
    return Math.round(sum * MICRO);
  }

  /**
   * The same of the yardstick.
   *
   * @param reach horizons that the answer compared with reaches
   */
  public long yardstick(DeepLesson lesson, int reach) {
    int periods = Math.min(LAST, layout.window());
    double[] last = new double[periods];
    for (int i = 0; i < periods; i++) {
      last[i] = lesson.row()[layout.window() - periods + i];
    }
    Arrays.sort(last);
    double sum = 0;
    for (int h = 0; h < Math.min(lesson.actual().length, reach); h++) {
      for (double level : layout.levels()) {
        sum += pinball(lesson.actual()[h], quantile(last, level), level);
      }
    }
    return Math.round(sum * MICRO);
  }

  /** Linear between the sorted values (Hyndman and Fan 1996, definition 7). */
  private static double quantile(double[] sorted, double level) {
    double place = level * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** 0 where the actual is not known. */
  private static double pinball(float actual, double quantile, double level) {
    return Float.isNaN(actual) ? 0 : PinballLoss.of(level, actual - quantile);
  }
}
