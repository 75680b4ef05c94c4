package io.skucast.core.sale;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal texts as integers of thousandths, exactly: no binary fraction ever enters a sum. */
public final class Decimals {
  private static final int MAX_CHARS = 40;

  private Decimals() {}

  /**
   * Thousandths of the number, rounded half away from zero.
   *
   * @throws NumberFormatException if the text is no finite decimal number that fits
   */
  public static long toMilli(String text) {
    int length = text.length();
    int i = 0;
    boolean negative = length > 0 && text.charAt(0) == '-';
    if (negative) {
      i = 1;
    }
    long whole = 0;
    int digits = 0;
    while (i < length && isDigit(text.charAt(i)) && digits < 15) {
      whole = whole * 10 + (text.charAt(i++) - '0');
      digits++;
    }
    long milli = whole * 1000;
    if (digits > 0 && i < length && text.charAt(i) == '.') {
      i++;
      for (int scale = 100; scale > 0 && i < length && isDigit(text.charAt(i)); scale /= 10) {
        milli += (long) (text.charAt(i++) - '0') * scale;
      }
    }
    if (digits > 0 && i == length) {
      return negative ? -milli : milli;
    }
    return slowly(text);
  }

  /** Signs, exponents and more than three decimals. */
  private static long slowly(String text) {
    if (text.length() > MAX_CHARS) {
      throw new NumberFormatException("more than " + MAX_CHARS + " characters");
    }
    BigDecimal number = new BigDecimal(text.strip());
    if (number.precision() - number.scale() > 15) {
      throw new NumberFormatException("too large");
    }
    if (number.scale() > 1000) {
      return 0; // 1e-1000: far below a thousandth, and setScale would build a huge power of ten
    }
    return number.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /** Shortest decimal text of so many thousandths, for example {@code 12.5}. */
  public static String fromMilli(long milli) {
    if (milli % 1000 == 0) {
      return Long.toString(milli / 1000);
    }
    return BigDecimal.valueOf(milli, 3).stripTrailingZeros().toPlainString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
