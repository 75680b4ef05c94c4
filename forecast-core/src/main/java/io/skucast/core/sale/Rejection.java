package io.skucast.core.sale;

/**
 * A record that was not accepted.
 *
 * @param reason what is wrong
 * @param detail the field, the value found and what would be right, in one line
 * @param source where the record stood: {@code topic-partition@offset} or {@code file:line}
 * @param excerpt the first characters of the payload
 */
public record Rejection(RejectionReason reason, String detail, String source, String excerpt) {
  /** Enough to recognise a record, small enough that a 5 MB one harms nothing downstream. */
  public static final int EXCERPT_CHARS = 500;

  public static String excerptOf(String payload) {
    return payload.length() <= EXCERPT_CHARS ? payload : payload.substring(0, EXCERPT_CHARS);
  }
}
