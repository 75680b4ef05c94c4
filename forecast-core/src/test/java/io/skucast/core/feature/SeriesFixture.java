package io.skucast.core.feature;

import java.time.LocalDate;
import java.util.Arrays;

/** One series of days at one origin, from arrays that end at the origin. */
final class SeriesFixture implements FeatureSource {
  LocalDate origin = LocalDate.of(2024, 3, 10);
  double[] units = {};
  double[] price = {};
  double[] promotion = {};
  double[] inStock = {};
  double[] views = {};
  double[] carts = {};
  double plannedPrice = Double.NaN;
  double plannedPromotion = Double.NaN;
  double age = Double.NaN;
  String category = "";
  String location = "";
  EventCalendar events = EventCalendar.NONE;

  static SeriesFixture of(double... units) {
    SeriesFixture series = new SeriesFixture();
    series.units = units;
    return series;
  }

  /** The same series with its demand times a factor. */
  SeriesFixture scaled(double factor) {
    SeriesFixture scaled = of(Arrays.stream(units).map(u -> u * factor).toArray());
    scaled.origin = origin;
    return scaled;
  }

  private static double back(double[] values, int back) {
    return back < values.length ? values[values.length - 1 - back] : Double.NaN;
  }

  @Override
  public double units(int back) {
    return back(units, back);
  }

  @Override
  public LocalDate date(int horizon) {
    return origin.plusDays(horizon);
  }

  @Override
  public double price(int back) {
    return back(price, back);
  }

  @Override
  public double promotion(int back) {
    return back(promotion, back);
  }

  @Override
  public double inStock(int back) {
    return back(inStock, back);
  }

  @Override
  public double views(int back) {
    return back(views, back);
  }

  @Override
  public double carts(int back) {
    return back(carts, back);
  }

  @Override
  public double plannedPrice(int horizon) {
    return plannedPrice;
  }

  @Override
  public double plannedPromotion(int horizon) {
    return plannedPromotion;
  }

  @Override
  public double age() {
    return age;
  }

  @Override
  public String category() {
    return category;
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
