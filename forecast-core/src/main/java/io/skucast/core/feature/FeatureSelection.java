package io.skucast.core.feature;

import io.skucast.core.calendar.BusinessCalendar;

/**
 * Which features are worth keeping, found on the past: rows of many series at many origins for one
 * horizon, each with the demand that then came.
 *
 * <p>Series sell from one unit a month to thousands a day. So that large ones do not decide alone,
 * demand is divided by the series' own level, its mean over the last {@link #LEVEL_PERIODS} periods
 * at the origin: in the target, and in the features counted in units, which would else be compared
 * across scales. {@code mean_28} is that level, so here it is 1 and not kept. A series without
 * demand in those periods has no level and is left out.
 *
 * <p>Nor must the rarest sellers decide alone: a series that sold one unit in a month and then
 * returns to its old demand has ratios of thousands, and variances and correlations follow the
 * largest values. (In M5 one such row of 88,141 had 93 % of the target's variance.) So ratios are
 * at most {@link #LARGEST_RATIO}.
 */
public final class FeatureSelection {
  /** Periods whose mean demand is the level. */
  public static final int LEVEL_PERIODS = 28;

  /** Demand over the level is cut to it. */
  public static final double LARGEST_RATIO = 10;

  private final FeatureRow features;
  private final int horizon;
  private final OnlineStandardization standardization;
  private final FeatureUsefulness usefulness;
  private final double[] row;
  private long notBegun;
  private long withoutDemand;
  private long cutTargets;

  /**
   * @param horizon periods from the origin to the target, from 1
   */
  public FeatureSelection(FeatureSettings settings, int horizon) {
    this.features = new FeatureRow(settings);
    this.horizon = horizon;
    this.row = new double[layout().size()];
    this.standardization = new OnlineStandardization(row.length, 1);
    this.usefulness = new FeatureUsefulness(row.length);
  }

  /**
   * Takes in one series at one origin, if it has begun and has a level.
   *
   * @param calendar of the series' location
   */
  public void observe(
      DemandHistory history, BusinessCalendar calendar, EventCalendar events, int origin) {
    HistorySource source = new HistorySource(history, calendar, events, origin);
    double level = Past.mean(source::units, LEVEL_PERIODS);
    if (Double.isNaN(level)) {
      notBegun++;
    } else if (level == 0) {
      withoutDemand++;
    } else {
      features.fill(source, horizon, row);
      for (int i = 0; i < row.length; i++) {
        if (layout().features().get(i).unit().equals("units")) {
          row[i] = Math.min(LARGEST_RATIO, row[i] / level);
        }
      }
      double target = history.demand(origin + horizon) / level;
      cutTargets += target > LARGEST_RATIO ? 1 : 0;
      standardization.observe(row);
      usefulness.observe(row, Math.min(LARGEST_RATIO, target));
    }
  }

  public FeatureLayout layout() {
    return features.layout();
  }

  /** Rows taken in. */
  public long rows() {
    return usefulness.count;
  }

  /** Left out: before the first sale. */
  public long notBegun() {
    return notBegun;
  }

  /** Left out: no demand in the last {@link #LEVEL_PERIODS} periods. */
  public long withoutDemand() {
    return withoutDemand;
  }

  /** Rows whose target was beyond {@link #LARGEST_RATIO} and was cut to it. */
  public long cutTargets() {
    return cutTargets;
  }

  /** The features, those that go most with the target first. */
  public FeatureReport report() {
    return usefulness.report(layout());
  }

  /** The report for programs, with the mean and deviation that standardisation uses. */
  public String toCsv() {
    StringBuilder text =
        new StringBuilder("feature,unit,mean,deviation,variance,correlation,zero_share,kept\n");
    for (FeatureReport.Line line : report().lines()) {
      int place = layout().place(line.name());
      text.append(FeatureReport.quoted(line.name())).append(',');
      text.append(FeatureReport.quoted(layout().features().get(place).unit())).append(',');
      text.append(standardization.mean[place]).append(',');
      text.append(Math.sqrt(standardization.variance(place))).append(',');
      text.append(line.variance()).append(',').append(line.correlation()).append(',');
      text.append(line.zeroShare()).append(',').append(line.kept()).append('\n');
    }
    return text.toString();
  }
}
