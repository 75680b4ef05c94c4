package io.skucast.core.linear;

import io.skucast.core.demand.Fingerprint;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.learn.Lesson;
import io.skucast.core.sale.Series;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * From the sealed periods of one series to lessons: what was known at some of its origins, and what
 * then happened. A series teaches from every n-th of its origins, series taking turns, and from
 * each of them one lesson a horizon. Pure: it reads and writes only the state that it is given.
 * Serves one thread.
 */
public final class LessonStep {
  /** Below so many units a period there is no level to measure by. */
  static final double LEAST_LEVEL = 1e-6;

  /** Demand over the level beyond it is cut: one freak must not teach all. */
  static final double LARGEST_TARGET = 10;

  /** Periods that a series must have lived to teach: four weeks of days. */
  private static final int LEAST_AGE = 28;

  private final LinearPlan plan;
  private final LinearFeatures features;
  private final double[] one;

  public LessonStep(LinearPlan plan, TargetCalendar calendar) {
    this.plan = plan;
    this.features = new LinearFeatures(plan, calendar);
    this.one = new double[features.size()];
  }

  /**
   * Takes the next sealed period of the series.
   *
   * @return whether the rows have changed
   */
  public boolean sealed(LessonRows rows, SealedRow sealed, Consumer<Lesson> out) {
    Series series = Series.ofKey(sealed.seriesKey());
    long identity = Fingerprint.of(sealed.seriesKey()).high();
    for (int i = 0; i < rows.origins.length; i++) {
      int horizon = sealed.period() - rows.origins[i];
      if (horizon >= 1 && horizon <= plan.horizons()) {
        int size = plan.originRow().size();
        float[] row = Arrays.copyOfRange(rows.numbers, i * size, (i + 1) * size);
        long tag = identity ^ (rows.origins[i] * 0x9E3779B97F4A7C15L + horizon);
        teachDemand(row, rows.origins[i], horizon, sealed, series, tag, out);
        if (horizon == plan.week()) {
          teachDirection(row, rows.origins[i], sealed, series, tag, out);
        }
      }
    }
    int over = 0;
    while (over < rows.origins.length && rows.origins[over] + plan.horizons() <= sealed.period()) {
      over++;
    }
    boolean isTurn = Math.floorMod(sealed.period() + (identity >>> 33), (long) plan.every()) == 0;
    if (isTurn && canTeach(sealed)) {
      remember(rows, over, sealed);
      return true;
    }
    if (over > 0 && over == rows.origins.length) {
      keep(rows, over, 0);
      return true;
    }
    return false;
  }

  private boolean canTeach(SealedRow sealed) {
    return sealed.row().length > 0
        && features.level(sealed.row()) > LEAST_LEVEL
        && features.age(sealed.row()) >= LEAST_AGE;
  }

  private void teachDemand(
      float[] row,
      int origin,
      int horizon,
      SealedRow sealed,
      Series series,
      long tag,
      Consumer<Lesson> out) {
    if (!sealed.inStock()) {
      return;
    }
    double level = features.level(row);
    Transform transform = plan.transform(sealed.category());
    double[] x = new double[features.size()];
    features.fill(row, origin, horizon, series.location(), transform, x);
    double ratio = Math.min(LARGEST_TARGET, sealed.demand() / level);
    out.accept(
        new Lesson(
            plan.linear(sealed.category(), horizon),
            sealed.period(),
            x,
            transform.of(ratio),
            level,
            tag));
  }

  private void teachDirection(
      float[] row, int origin, SealedRow sealed, Series series, long tag, Consumer<Lesson> out) {
    double[] x = new double[features.size()];
    week(features, plan, row, origin, series.location(), one, x);
    double demand = plan.week() == 1 ? sealed.demand() : features.lastSeason(sealed.row());
    double bar = (1 + plan.rise()) * features.usual(row);
    out.accept(
        new Lesson(
            plan.direction(sealed.category()), sealed.period(), x, demand > bar ? 1 : 0, 1, tag));
  }

  /** Mean features of the targets of the next week: what a rise is told from. */
  static void week(
      LinearFeatures features,
      LinearPlan plan,
      float[] row,
      int origin,
      String location,
      double[] one,
      double[] x) {
    Arrays.fill(x, 0);
    for (int horizon = 1; horizon <= plan.week(); horizon++) {
      features.fill(row, origin, horizon, location, Transform.RATIO, one);
      for (int i = 0; i < x.length; i++) {
        x[i] += one[i] / plan.week();
      }
    }
  }

  private void remember(LessonRows rows, int forget, SealedRow sealed) {
    int kept = rows.origins.length - forget;
    keep(rows, forget, 1);
    rows.origins[kept] = sealed.period();
    System.arraycopy(
        sealed.row(), 0, rows.numbers, kept * sealed.row().length, sealed.row().length);
  }

  private void keep(LessonRows rows, int forget, int room) {
    int size = plan.originRow().size();
    int kept = rows.origins.length - forget;
    rows.origins =
        Arrays.copyOf(Arrays.copyOfRange(rows.origins, forget, rows.origins.length), kept + room);
    float[] numbers = new float[(kept + room) * size];
    System.arraycopy(rows.numbers, forget * size, numbers, 0, kept * size);
    rows.numbers = numbers;
  }
}
