package io.skucast.deep.net;

import java.util.Arrays;
import java.util.Locale;

/** What a number of a weight matrix is written as. */
public enum Precision {
  /** As trained. */
  FLOAT32,
  /** IEEE 754 half precision. */
  FLOAT16,
  /** A byte, with one scale a column: the largest number of the column is 127. */
  INT8;

  /** The name in options and manifests. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code float32}, {@code float16} or {@code int8}. */
  public static Precision parse(String text) {
    return Arrays.stream(values())
        .filter(precision -> precision.code().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown precision '" + text + "': use one of float32, float16, int8"));
  }
}
