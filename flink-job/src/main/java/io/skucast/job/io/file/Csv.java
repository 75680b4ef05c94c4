package io.skucast.job.io.file;

/** One csv line under construction (RFC 4180, line ends inside a field become spaces). */
public final class Csv {
  private final StringBuilder line = new StringBuilder(96);

  /** A field, quoted where it must be. */
  public Csv text(String field) {
    separate();
    boolean quoted = false;
    for (int i = 0; i < field.length() && !quoted; i++) {
      char c = field.charAt(i);
      quoted = c == ',' || c == '"' || c < ' ';
    }
    if (!quoted) {
      line.append(field);
      return this;
    }
    line.append('"');
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '"') {
        line.append('"');
      }
      line.append(c < ' ' ? ' ' : c);
    }
    line.append('"');
    return this;
  }

  public Csv number(long value) {
    separate();
    line.append(value);
    return this;
  }

  /** To six decimals, without trailing zeros; NaN is an empty field. */
  public Csv number(double value) {
    separate();
    if (Double.isNaN(value)) {
      return this;
    }
    if (Math.abs(value) >= 1e12) {
      line.append(value);
      return this;
    }
    long millionths = Math.round(Math.abs(value) * 1e6);
    if (value < 0 && millionths > 0) {
      line.append('-');
    }
    line.append(millionths / 1_000_000);
    long rest = millionths % 1_000_000;
    if (rest > 0) {
      line.append('.');
      for (long unit = 100_000; rest > 0; unit /= 10) {
        line.append((char) ('0' + rest / unit));
        rest %= unit;
      }
    }
    return this;
  }

  /** In full; NaN is an empty field. */
  public Csv exact(double value) {
    separate();
    if (!Double.isNaN(value)) {
      line.append(value);
    }
    return this;
  }

  /** Thousandths as a decimal number. */
  public Csv milli(long value) {
    return number(value / 1000.0);
  }

  @Override
  public String toString() {
    return line.toString();
  }

  private boolean started;

  private void separate() {
    if (started) {
      line.append(',');
    }
    started = true;
  }
}
