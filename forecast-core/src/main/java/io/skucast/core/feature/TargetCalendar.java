package io.skucast.core.feature;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The calendar features of any period at any location, worked out once and kept: weekday, paydays,
 * holidays, events and flags, see {@link CalendarFeatures}, and the place in the year on a circle.
 * Months are left out: in their first years they would learn what else happened then, and bring it
 * back a year later. Serves one thread.
 */
public final class TargetCalendar {
  /** Periods kept of a location: some years of days. */
  private static final int KEPT = 4096;

  private final Calendars calendars;
  private final EventCalendar events;
  private final CalendarFeatures features;

  /** Mean length of a year, in days. */
  private static final double YEAR = 365.25;

  /** The last features: sine and cosine of the place in the year. */
  public static final int OF_YEAR = 2;

  /** Places of those that are not left out. */
  private final int[] places;

  private final Map<String, Kept> keptByLocation = new HashMap<>();

  private static final class Kept {
    private final int[] periods = new int[KEPT];
    private final float[][] rows = new float[KEPT][];
  }

  /**
   * @param country whose public holidays count, see {@link Holidays#of}
   * @param columns flags of the catalogue that have a column, see {@link FeatureSettings#flags}
   */
  public TargetCalendar(
      Calendars calendars, String country, List<String> columns, EventCalendar events) {
    this.calendars = calendars;
    this.events = events;
    FeatureSettings settings =
        new FeatureSettings(calendars.unit(), country, List.of(), List.of(), columns);
    this.features = new CalendarFeatures(settings);
    List<Feature> all = features.features();
    this.places =
        IntStream.range(0, all.size())
            .filter(i -> !all.get(i).name().startsWith("month_"))
            .toArray();
  }

  /** The features in the order of a row. */
  public List<Feature> features() {
    List<Feature> all = new ArrayList<>();
    IntStream.of(places).mapToObj(features.features()::get).forEach(all::add);
    all.add(new Feature("year_sin", "-1 to 1", "Sine of the target's place in the year"));
    all.add(new Feature("year_cos", "-1 to 1", "Cosine of the target's place in the year"));
    return List.copyOf(all);
  }

  /** One number a feature; not to be changed. */
  public float[] of(int period, String location) {
    Kept kept = keptByLocation.computeIfAbsent(location, l -> new Kept());
    int at = Math.floorMod(period, KEPT);
    if (kept.rows[at] == null || kept.periods[at] != period) {
      kept.periods[at] = period;
      kept.rows[at] = row(period, location);
    }
    return kept.rows[at];
  }

  private float[] row(int period, String location) {
    double[] exact = new double[features.features().size()];
    Target target = new Target(period, location);
    features.fillTarget(target, 1, exact, 0);
    float[] row = new float[places.length + OF_YEAR];
    for (int i = 0; i < places.length; i++) {
      row[i] = (float) exact[places[i]];
    }
    double angle = 2 * Math.PI * target.date(1).getDayOfYear() / YEAR;
    row[places.length] = (float) StrictMath.sin(angle);
    row[places.length + 1] = (float) StrictMath.cos(angle);
    return row;
  }

  /** A series of which only the place and the target are known, one period ahead. */
  private final class Target implements FeatureSource {
    private final int period;
    private final String location;

    Target(int period, String location) {
      this.period = period;
      this.location = location;
    }

    @Override
    public double units(int back) {
      return Double.NaN;
    }

    @Override
    public LocalDate date(int horizon) {
      BusinessCalendar calendar = calendars.of(location);
      return Instant.ofEpochMilli(calendar.start(period - 1 + horizon))
          .atZone(calendar.zone())
          .toLocalDate();
    }

    @Override
    public String location() {
      return location;
    }

    @Override
    public EventCalendar events() {
      return events;
    }
  }
}
