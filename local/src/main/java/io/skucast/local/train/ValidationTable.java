package io.skucast.local.train;

import io.skucast.deep.train.Trained;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What training says of itself at its end. */
final class ValidationTable {
  private ValidationTable() {}

  /** The metrics of the rows held out, a row each, a column for each level. */
  static String markdown(Map<String, Map<String, Double>> validation) {
    Set<String> levels = validation.keySet();
    Map<String, Map<String, Double>> byMetric = new java.util.LinkedHashMap<>();
    validation.forEach(
        (level, metrics) ->
            metrics.forEach(
                (metric, value) ->
                    byMetric.computeIfAbsent(metric, m -> new TreeMap<>()).put(level, value)));
    StringBuilder text = new StringBuilder("| validation |");
    levels.forEach(level -> text.append(' ').append(level).append(" |"));
    text.append("\n|---|").append("--:|".repeat(levels.size())).append('\n');
    byMetric.forEach(
        (metric, values) -> {
          text.append("| ").append(metric).append(" |");
          levels.forEach(level -> text.append(' ').append(number(values.get(level))).append(" |"));
          text.append('\n');
        });
    return text.toString();
  }

  private static String number(Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** What the forecasts rest on, most first. */
  static String importance(Trained trained) {
    StringBuilder text =
        new StringBuilder("scaled pinball loss rises by, where an input is dealt out anew: ");
    trained.importance().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(
            entry ->
                text.append(
                    String.format(
                        Locale.ROOT, "%s %.1f %%, ", entry.getKey(), 100 * entry.getValue())));
    text.setLength(text.length() - 2);
    return text.append('\n').toString();
  }
}
