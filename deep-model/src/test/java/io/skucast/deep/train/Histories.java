package io.skucast.deep.train;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.TargetCalendar;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Made-up histories of days with a weekly season, small enough to learn from in seconds. */
final class Histories {
  static final int FIRST = 17_000;
  static final double[] LEVELS = {0.1, 0.5, 0.9};

  private Histories() {}

  static DeepCalendar calendar() {
    return new DeepCalendar(
        new TargetCalendar(
            new Calendars(PeriodUnit.DAY, ZoneOffset.UTC, Map.of()),
            "none",
            List.of(),
            EventCalendar.NONE));
  }

  static DeepLayout layout() {
    return new DeepLayout(28, 7, LEVELS, calendar().names());
  }

  static TrainingSet set(int series, int days) {
    List<TrainingSeries> all = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      all.add(series(i, days));
    }
    return new TrainingSet(layout(), calendar(), all, FIRST + days - 1);
  }

  /** Twice as much at weekends as on other days, and chance. */
  private static TrainingSeries series(int index, int days) {
    SplittableRandom random = new SplittableRandom(index);
    float[] units = new float[days];
    float[] price = new float[days];
    float[] inStock = new float[days];
    double level = 2 + 20 * random.nextDouble();
    for (int t = 0; t < days; t++) {
      double mean = level * ((FIRST + t) % 7 < 2 ? 2 : 1);
      units[t] = Math.round(mean * (0.7 + 0.6 * random.nextDouble()));
      price[t] = 3;
      inStock[t] = 1;
    }
    return new TrainingSeries(
        "sku-" + index,
        "store-" + index % 3,
        "category-" + index % 2,
        FIRST,
        units,
        price,
        new float[days],
        inStock);
  }
}
