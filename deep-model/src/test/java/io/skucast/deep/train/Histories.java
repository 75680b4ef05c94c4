package io.skucast.deep.train;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.deep.DeepPlans;
import io.skucast.core.deep.Plans;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.TargetCalendar;
import java.time.LocalDate;
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
    return new DeepCalendar(new TargetCalendar(calendars(), "none", List.of(), EventCalendar.NONE));
  }

  static DeepPlans plans() {
    return new DeepPlans(Plans.NONE, calendars());
  }

  private static Calendars calendars() {
    return new Calendars(PeriodUnit.DAY, ZoneOffset.UTC, Map.of());
  }

  static DeepLayout layout() {
    return new DeepLayout(28, 7, LEVELS, calendar().names());
  }

  static TrainingSet set(int series, int days) {
    List<TrainingSeries> all = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      all.add(series(i, days));
    }
    return new TrainingSet(layout(), calendar(), plans(), all, FIRST + days - 1);
  }

  /** Series that sell twice as much on promotion, which is on some days by chance and planned. */
  static TrainingSet promoted(int series, int days) {
    List<TrainingSeries> all = new ArrayList<>();
    Plans.Builder plans = new Plans.Builder();
    for (int i = 0; i < series; i++) {
      TrainingSeries plain = series(i, days);
      float[] units = new float[days];
      float[] promotion = new float[days];
      float[] ones = new float[days];
      SplittableRandom random = new SplittableRandom(1000 + i);
      for (int t = 0; t < days; t++) {
        promotion[t] = random.nextInt(4) == 0 ? 1 : 0;
        units[t] = (float) plain.units(FIRST + t) * (1 + promotion[t]);
        ones[t] = 1;
        LocalDate date = LocalDate.ofEpochDay(FIRST + t);
        plans.add(plain.sku(), "", new Plans.Plan(date, date, 0, promotion[t]));
      }
      all.add(
          new TrainingSeries(
              plain.sku(), plain.location(), "", FIRST, units, ones, promotion, ones));
    }
    return new TrainingSet(
        layout(), calendar(), new DeepPlans(plans.build(), calendars()), all, FIRST + days - 1);
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
