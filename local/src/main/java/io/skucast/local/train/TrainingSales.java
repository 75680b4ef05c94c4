package io.skucast.local.train;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepHistory;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.feature.Feature;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.deep.train.TrainingSeries;
import io.skucast.deep.train.TrainingSet;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.util.Arrays;
import java.util.List;

/** From sales that were read to what a network learns from, in the layout that the job serves. */
final class TrainingSales {
  private final Settings settings;
  private final ReadSales sales;
  private final int first;
  private final int periods;

  /** What most series share: always in stock, never on promotion. */
  private final float[] ones;

  private final float[] zeros;

  /**
   * @param settings of the job, which give the layout all but its window
   */
  TrainingSales(Settings settings, ReadSales sales) {
    this.settings = settings;
    this.sales = sales;
    this.first = sales.histories().first();
    this.periods = sales.through() - first + 1;
    this.ones = new float[Math.max(0, periods)];
    this.zeros = new float[Math.max(0, periods)];
    Arrays.fill(ones, 1);
  }

  /**
   * The set; the sales that were read are gone afterwards.
   *
   * @param window periods that a row looks back
   * @param validationOrigins origins that training holds out
   * @throws IllegalArgumentException naming the sales, what they are short of and the remedy
   */
  TrainingSet set(int window, int validationOrigins) {
    requirePeriods(window, validationOrigins);
    TargetCalendar calendar = settings.targetCalendar(settings.events());
    List<String> names = calendar.features().stream().map(Feature::name).toList();
    DeepLayout layout =
        new DeepLayout(window, settings.get(Options.HORIZONS), settings.get(Options.LEVELS), names);
    List<TrainingSeries> series =
        sales.histories().drain(this::series).stream().filter(one -> one != null).toList();
    requireDemand(series);
    return new TrainingSet(layout, new DeepCalendar(calendar), series, sales.through());
  }

  private void requirePeriods(int window, int validationOrigins) {
    int horizons = settings.get(Options.HORIZONS);
    int week = settings.get(Options.PERIOD).week();
    int heldOut = horizons + (validationOrigins - 1) * week;
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
  private TrainingSeries series(DeepHistory past) {
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

  private BusinessCalendar calendar() {
    return settings.calendars().of("");
  }
}
