package io.skucast.core.forecast;

final class Tuning {
  static double of(String name, double otherwise) {
    return Double.parseDouble(System.getProperty("x." + name, Double.toString(otherwise)));
  }
  private Tuning() {}
}
