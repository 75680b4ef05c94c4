package io.skucast.local.sql.query;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a named query can be told.
 *
 * @param name as it is written after {@code :} in the query
 * @param type what its values are
 * @param defaultText its value where none is given
 * @param meaning in a few words, with the unit
 */
public record Parameter(String name, Type type, String defaultText, String meaning) {
  /** Kinds of values. */
  public enum Type {
    /** A whole number from 0 to a million. */
    INT("a whole number from 0 to 1000000"),
    /** A number with or without a fraction. */
    NUMBER("a number such as 0.5"),
    /** A day. */
    DATE("a date such as 2024-02-29"),
    /** Any text. */
    STRING("any text");

    private final String allowed;

    Type(String allowed) {
      this.allowed = allowed;
    }
  }

  /**
   * A value as a literal of SQL. Whatever the text, what comes out is one literal of the type.
   *
   * @throws IllegalArgumentException if the text is no value of the type
   */
  String literal(String text) {
    try {
      return switch (type) {
        case INT -> whole(text);
        case NUMBER -> new BigDecimal(text).toPlainString();
        case DATE -> "DATE '" + LocalDate.parse(text) + "'";
        case STRING -> "'" + text.replace("'", "''") + "'";
      };
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "--param " + name + " has the value '" + text + "': allowed is " + type.allowed, e);
    }
  }

  private static String whole(String text) {
    int value = Integer.parseInt(text);
    if (value < 0 || value > 1_000_000) {
      throw new IllegalArgumentException(text);
    }
    return Integer.toString(value);
  }
}
