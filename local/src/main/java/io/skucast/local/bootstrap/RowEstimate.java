package io.skucast.local.bootstrap;

import io.skucast.core.read.SaleFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** About how many rows a file has, from its size and the length of its first rows. */
final class RowEstimate {
  private static final int LOOKED_AT = 1 << 16;

  private RowEstimate() {}

  /** None where rows are not lines, or the file is packed. */
  static OptionalLong of(Path file, SaleFormat format) throws IOException {
    if (format == SaleFormat.M5 || file.toString().endsWith(".gz")) {
      return OptionalLong.empty();
    }
    byte[] first;
    try (InputStream in = Files.newInputStream(file)) {
      first = in.readNBytes(LOOKED_AT);
    }
    int lines = 0;
    for (byte one : first) {
      lines += one == '\n' ? 1 : 0;
    }
    return lines == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round((double) Files.size(file) / first.length * lines));
  }
}
