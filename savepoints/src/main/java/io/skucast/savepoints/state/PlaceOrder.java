package io.skucast.savepoints.state;

import java.util.Comparator;

/** Keys of maps in an order that a reader expects: numbers by their value, the rest by letters. */
enum PlaceOrder implements Comparator<String> {
  NATURAL;

  @Override
  public int compare(String a, String b) {
    if (isNumber(a) && isNumber(b)) {
      int byValue = Long.compare(Long.parseLong(a), Long.parseLong(b));
      return byValue != 0 ? byValue : a.compareTo(b);
    }
    return a.compareTo(b);
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]{1,18}");
  }
}
