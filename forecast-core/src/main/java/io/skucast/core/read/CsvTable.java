package io.skucast.core.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file of comma-separated rows under a header, gzipped if its name ends in {@code .gz}. */
final class CsvTable implements Closeable {
  private final Path path;
  private final CsvLines lines;
  private final List<String> header;
  private List<String> row;

  CsvTable(Path path) {
    this.path = path;
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(path + " is no file: give the path of a sales file");
    }
    CsvLines opened = null;
    try {
      opened = new CsvLines(new InputStreamReader(stream(path), StandardCharsets.UTF_8));
      List<String> first = opened.next();
      if (first == null) {
        throw new IllegalArgumentException(path + " is empty: its first line must be a header");
      }
      header = first.stream().map(String::strip).toList();
      lines = opened;
    } catch (IOException | RuntimeException e) {
      closeQuietly(opened, e);
      throw e instanceof IOException io
          ? new UncheckedIOException(path + ": " + io, io)
          : (RuntimeException) e;
    }
  }

  private static InputStream stream(Path path) throws IOException {
    InputStream raw = Files.newInputStream(path);
    if (!path.toString().endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (ZipException e) {
      raw.close();
      throw new IllegalArgumentException(
          path + " is not gzipped although its name ends in .gz: rename or compress it", e);
    } catch (java.io.EOFException e) {
      raw.close();
      throw new IllegalArgumentException(path + " is empty: its first line must be a header", e);
    }
  }

  private static void closeQuietly(Closeable opened, Exception cause) {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  List<String> header() {
    return header;
  }

  /** Position of a column that must be there; closes the file where it is not. */
  int required(String column) {
    int at = header.indexOf(column);
    if (at < 0) {
      IllegalArgumentException missing =
          new IllegalArgumentException(
              path + " has no column '" + column + "': add it to the header on the first line");
      closeQuietly(this, missing);
      throw missing;
    }
    return at;
  }

  /** Position of a column, or -1. */
  int optional(String column) {
    return header.indexOf(column);
  }

  boolean next() {
    try {
      row = lines.next();
      return row != null;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can not be read to its end: " + e.getMessage(), e);
    }
  }

  /** What is wrong with the row's shape, or null. */
  String fault() {
    if (lines.unclosed()) {
      return "a quoted field is not closed before the end of the file";
    }
    return row.size() == header.size()
        ? null
        : "the row has " + row.size() + " fields, its header " + header.size();
  }

  /** The row's field, null for a column that the header lacks. */
  String get(int column) {
    return column < 0 ? null : row.get(column);
  }

  String source() {
    return path.getFileName() + ":" + lines.line();
  }

  String text() {
    return String.join(",", row);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
