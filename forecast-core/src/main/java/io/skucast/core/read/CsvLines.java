package io.skucast.core.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of RFC 4180 text, one after the other: quoted fields, doubled quotes, line ends within
 * quotes, any line end, a byte order mark. Blank lines are no records.
 */
final class CsvLines implements Closeable {
  private static final int END = -1;

  private final Reader reader;
  private final char[] buffer = new char[1 << 16];
  private final StringBuilder field = new StringBuilder();
  private int at;
  private int filled;
  private int nextLine = 1;
  private int line;
  private boolean unclosed;

  CsvLines(Reader reader) throws IOException {
    this.reader = reader;
    if (peek() == '\ufeff') {
      at++;
    }
  }

  /** The next record's fields, or null at the end. */
  List<String> next() throws IOException {
    int c = read();
    while (c == '\n' || c == '\r') {
      endLine(c);
      c = read();
    }
    if (c == END) {
      return null;
    }
    line = nextLine;
    List<String> fields = new ArrayList<>();
    while (true) {
      field.setLength(0);
      if (c == '"') {
        quoted();
        c = read();
      }
      while (c != ',' && c != '\n' && c != '\r' && c != END) {
        field.append((char) c);
        c = read();
      }
      fields.add(field.toString());
      if (c != ',') {
        endLine(c);
        return fields;
      }
      c = read();
    }
  }

  /** Line, counted from 1, on which the last record began. */
  int line() {
    return line;
  }

  /** Whether the last record ran to the end of the file in search of its closing quote. */
  boolean unclosed() {
    return unclosed;
  }

  private void quoted() throws IOException {
    while (true) {
      int c = read();
      if (c == END) {
        unclosed = true;
        return;
      }
      if (c == '"') {
        if (peek() != '"') {
          return;
        }
        at++;
      } else if (c == '\n' || c == '\r' && peek() != '\n') {
        nextLine++;
      }
      field.append((char) c);
    }
  }

  private void endLine(int c) throws IOException {
    if (c == '\r' && peek() == '\n') {
      at++;
    }
    nextLine++;
  }

  private int read() throws IOException {
    return at < filled || fill() ? buffer[at++] : END;
  }

  private int peek() throws IOException {
    return at < filled || fill() ? buffer[at] : END;
  }

  private boolean fill() throws IOException {
    at = 0;
    filled = Math.max(0, reader.read(buffer, 0, buffer.length));
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
