package io.skucast.job.config;

import java.util.function.Function;

/**
 * One option of the job.
 *
 * @param key what is written on the command line or in a file
 * @param defaultText the value where none is given
 * @param allowed what is allowed, in words
 * @param description what it does, in one sentence
 * @param parser turns a text into the value; throws {@link RuntimeException} on what is not allowed
 */
public record Option<T>(
    String key,
    String defaultText,
    String allowed,
    String description,
    Function<String, T> parser) {

  T parse(String text) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "option " + key + " has the value '" + text + "': allowed is " + allowed, e);
    }
  }
}
