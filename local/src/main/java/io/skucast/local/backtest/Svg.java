package io.skucast.local.backtest;

import java.util.Locale;

/** A drawing under construction: numbers in pixels, from the top left, rounded to a tenth. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /**
   * @param label what a reader who can not see it is told
   */
  Svg(int width, int height, String label) {
    text.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(width, height, escape(label)));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String number(double pixels) {
    String tenth = String.format(Locale.ROOT, "%.1f", pixels);
    return tenth.endsWith(".0") ? tenth.substring(0, tenth.length() - 2) : tenth;
  }

  /** Classes are those of the page's style sheet. */
  Svg line(double x1, double y1, double x2, double y2, String css) {
    text.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>\n"
            .formatted(number(x1), number(y1), number(x2), number(y2), css));
    return this;
  }

  /**
   * @param title shown where the pointer rests on it
   */
  Svg bar(double x, double y, double width, double height, String color, String title) {
    text.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\" fill=\"%s\"><title>%s</title></rect>\n"
            .formatted(
                number(x),
                number(y),
                number(Math.max(0, width)),
                number(height),
                color,
                escape(title)));
    return this;
  }

  Svg dot(double x, double y, String color, String title) {
    text.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\"><title>%s</title></circle>\n"
            .formatted(number(x), number(y), color, escape(title)));
    return this;
  }

  Svg path(double[] xs, double[] ys, String color, double width) {
    text.append(
        "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" d=\""
            .formatted(color, number(width)));
    boolean down = false;
    for (int i = 0; i < xs.length; i++) {
      if (Double.isNaN(ys[i])) {
        down = false;
      } else {
        text.append(down ? "L" : "M").append(number(xs[i])).append(' ').append(number(ys[i]));
        down = true;
      }
    }
    text.append("\"/>\n");
    return this;
  }

  /** The area between two lines. */
  Svg area(double[] xs, double[] lower, double[] upper, String css) {
    text.append("<path class=\"%s\" d=\"".formatted(css));
    for (int i = 0; i < xs.length; i++) {
      text.append(i == 0 ? "M" : "L").append(number(xs[i])).append(' ').append(number(lower[i]));
    }
    for (int i = xs.length - 1; i >= 0; i--) {
      text.append("L").append(number(xs[i])).append(' ').append(number(upper[i]));
    }
    text.append("Z\"/>\n");
    return this;
  }

  /**
   * @param anchor start, middle or end: which part of the text is at x
   */
  Svg text(double x, double y, String anchor, String css, String words) {
    text.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">%s</text>\n"
            .formatted(number(x), number(y), anchor, css, escape(words)));
    return this;
  }

  /** Words along a vertical axis, read from below. */
  Svg upright(double x, double y, String words) {
    text.append(
        "<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\" class=\"unit\">%s</text>\n"
            .formatted(number(x), number(y), escape(words)));
    return this;
  }

  @Override
  public String toString() {
    return text + "</svg>\n";
  }
}
