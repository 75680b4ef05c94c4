package io.skucast.local.train;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepHistory;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.deep.DeepPlans;
import io.skucast.core.feature.Feature;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.deep.train.TrainerOptions;
import io.skucast.deep.train.TrainingSeries;
import io.skucast.deep.train.TrainingSet;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** From sales that were read to what a network learns from, in the layout that the job serves. */
final class TrainingSales {
  private final Settings settings;
  private final ReadSales sales;
  private final int window;
  private final int first;
  private final int periods;

  /**
   * @param settings of the job
   * @param window periods that a row looks back
   * @param validationOrigins origins that training holds out
   * @throws IllegalArgumentException naming the sales, what they are short of and the remedy
   */
  TrainingSales(Settings settings, ReadSales sales, int window, int validationOrigins) {
    this.settings = settings;
    this.sales = sales;
    this.window = window;
    this.first = sales.histories().first();
    this.periods = sales.through() - first + 1;
    requirePeriods(validationOrigins);
  }

  /**
   * The set; the sales that were read are gone afterwards.
   *
   * @param calendar settings that the calendar's features are taken from
   * @throws IllegalArgumentException if there is nothing to learn
   */
  TrainingSet set(Settings calendar) {
    TargetCalendar features = calendar.targetCalendar(calendar.events());
    DeepLayout layout =
        new DeepLayout(
            window,
            settings.get(Options.HORIZONS),
            settings.get(Options.LEVELS),
            features.features().stream().map(Feature::name).toList());
    // What most series share: always in stock, never on promotion.
    float[] ones = new float[periods];
    Arrays.fill(ones, 1);
    float[] zeros = new float[periods];
    List<TrainingSeries> series =
        sales.histories().drain(past -> series(past, ones, zeros)).stream()
            .filter(Objects::nonNull)
            .toList();
    requireDemand(series);
    return new TrainingSet(
        layout,
        new DeepCalendar(features),
        new DeepPlans(settings.plans(), settings.calendars()),
        series,
        sales.through());
  }

  private void requirePeriods(int validationOrigins) {
    int horizons = settings.get(Options.HORIZONS);
    int heldOut = TrainerOptions.heldOutPeriods(horizons, validationOrigins);
    int needed = window + horizons + heldOut;
    if (periods < needed) {
      throw new IllegalArgumentException(
          ("%s has %,d periods%s, %,d are needed: --window %d, forecast.horizons %d, and %d held"
                  + " out by --validation-origins %d; train on more sales or ask for less")
              .formatted(
                  sales.source(),
                  Math.max(0, periods),
                  periods > 0 ? " from " + from() + " to " + through() : " that are over",
                  needed,
                  window,
                  horizons,
                  heldOut,
                  validationOrigins));
    }
  }

  private void requireDemand(List<TrainingSeries> series) {
    for (TrainingSeries one : series) {
      for (int period = one.first(); period <= one.last(); period++) {
        if (one.units(period) > 0) {
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        sales.source()
            + " has no period with units above zero, net of returns, from "
            + from()
            + " to "
            + through()
            + ": nothing can be learned; is the sign of the quantity right?");
  }

  /** A series from its first sale to the end, or null where it begins later. */
  private TrainingSeries series(DeepHistory past, float[] ones, float[] zeros) {
    int length = sales.through() - past.first() + 1;
    if (length < 1) {
      return null;
    }
    float[] units = new float[length];
    float[] price = new float[length];
    float[] promotion = null;
    for (int i = 0; i < length; i++) {
      int period = past.first() + i;
      units[i] = (float) past.units(period);
      price[i] = (float) past.price(period);
      float promoted = (float) past.promotion(period);
      if (promoted > 0) {
        promotion = promotion == null ? new float[length] : promotion;
        promotion[i] = promoted;
      }
    }
    return new TrainingSeries(
        past.series().sku(),
        past.series().location(),
        past.category(),
        past.first(),
        units,
        price,
        promotion == null ? zeros : promotion,
        ones);
  }

  /** First period of all, as it is written. */
  String from() {
    return calendar().label(first);
  }

  /** Last period that is learned from, as it is written. */
  String through() {
    return calendar().label(sales.through());
  }

  /** Last date of the last period that is learned from. */
  LocalDate lastDate() {
    BusinessCalendar calendar = calendar();
    return Instant.ofEpochMilli(calendar.end(sales.through()) - 1)
        .atZone(calendar.zone())
        .toLocalDate();
  }

  private BusinessCalendar calendar() {
    return settings.calendars().of("");
  }
}
