package io.skucast.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.Holidays;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.LearnerOptions;
import io.skucast.core.linear.LinearFeatures;
import io.skucast.core.linear.LinearPlan;
import io.skucast.core.linear.Transform;
import io.skucast.core.sale.Series;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Demand that doubles on the days of an event, which smoothers can not know. */
class LinearRunTest {
  private static final int FIRST = (int) LocalDate.of(2023, 1, 1).toEpochDay();
  private static final int DAYS = 420;
  private static final int[] ORIGINS = {FIRST + 363, FIRST + 377, FIRST + 391};
  private static final LearnerOptions ENOUGH =
      new LearnerOptions(new double[] {1e-4, 1e-2}, 0, 4, 500, 1e10, 1.5, LinearFeatures.NAIVE, 0);
  private static final LearnerOptions NEVER =
      new LearnerOptions(
          new double[] {1e-4}, 0, 4, 1_000_000_000, 1e10, 1.5, LinearFeatures.NAIVE, 0);

  private final EventCalendar events = events();

  private static EventCalendar events() {
    EventCalendar.Builder builder = new EventCalendar.Builder();
    Random random = new Random(3);
    for (int day = 0; day < DAYS + 40; day++) {
      if (random.nextInt(9) == 0) {
        builder.event(LocalDate.ofEpochDay(FIRST + day), "payday");
      }
    }
    return builder.build();
  }

  private List<SeriesHistory> histories() {
    Random random = new Random(5);
    List<SeriesHistory> histories = new ArrayList<>();
    for (int sku = 0; sku < 24; sku++) {
      SeriesHistory history = new SeriesHistory(new Series("sku" + sku, "all"));
      double level = 5 + 3 * sku;
      for (int day = 0; day < DAYS; day++) {
        double mean = level * (events.hasEvent(LocalDate.ofEpochDay(FIRST + day)) ? 2 : 1);
        long units = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        history.add(FIRST + day, 1000 * units, 2000 * units);
      }
      histories.add(history);
    }
    return histories;
  }

  private double loss(LearnerOptions options) {
    Calendars calendars = new Calendars(PeriodUnit.DAY, ZoneOffset.UTC, Map.of());
    LinearPlan plan =
        new LinearPlan(
            PeriodUnit.DAY,
            14,
            16,
            4,
            0.2,
            new LinearPlan.Way(new int[] {7, 14}, Transform.RATIO),
            Map.of());
    LinearRun run =
        new LinearRun(
            new LinearRun.Setup(
                PeriodUnit.DAY,
                BankOptions.DEFAULT,
                plan,
                category -> options,
                category -> new Blocks(7, 1),
                () -> new TargetCalendar(calendars, Holidays.NO_COUNTRY, List.of(), events)),
            ORIGINS,
            new Bands(new double[] {0.1, 0.5, 0.9}));
    SortedMap<String, Double> losses = run.losses(histories());
    assertThat(losses).hasSize(1);
    return losses.get("*");
  }

  @Test
  void aModelThatKnowsOfEventsHalvesTheErrorOfSmoothersThatDoNot() {
    assertThat(loss(ENOUGH)).isLessThan(0.5 * loss(NEVER));
  }

  @Test
  void theSameRunGivesTheSameBits() {
    assertThat(loss(ENOUGH)).isEqualTo(loss(ENOUGH));
  }
}
