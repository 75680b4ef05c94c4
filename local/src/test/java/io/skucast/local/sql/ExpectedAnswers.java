package io.skucast.local.sql;

import static io.skucast.local.sql.TopicRecords.date;
import static io.skucast.local.sql.TopicRecords.isSku;
import static io.skucast.local.sql.TopicRecords.number;
import static io.skucast.local.sql.TopicRecords.series;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.local.sql.TopicRecords.Score;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What named queries should answer with their defaults, reckoned in Java from the records of the
 * topics. Each row is a list of texts and numbers in the order of the columns.
 */
final class ExpectedAnswers {
  private final TopicRecords topics;
  private final LocalDate last;

  ExpectedAnswers(TopicRecords topics) {
    this.topics = topics;
    this.last = topics.lastDate();
  }

  /** By the name of the query. */
  Map<String, List<List<Object>>> all() {
    Map<String, List<List<Object>>> all = new TreeMap<>();
    all.put("top-movers", topMovers());
    all.put("stock-out-risk", stockOutRisk());
    all.put("forecast-vs-actual", forecastVsActual());
    all.put("biggest-misses", biggestMisses());
    all.put("seasonal-risers", seasonalRisers());
    all.put("cannibalisation-candidates", cannibalisation());
    all.put("what-changed", whatChanged());
    all.put("late-and-rejected", lateAndRejected());
    all.put("model-leaderboard", leaderboard());
    all.put("demand-by-hour", demandByHour());
    all.put("slow-movers", slowMovers());
    all.put("newcomers", newcomers());
    all.put("promotion-lift", promotionLift());
    all.put("price-changes", priceChanges());
    all.put("alerts-open", alerts());
    all.put("accuracy-by-horizon", accuracyByHorizon());
    all.put("returned-most", returned());
    all.put("category-weeks", categoryWeeks());
    all.put("forecast-of-sku", forecastOfTotal());
    return all;
  }

  private Map<String, List<JsonNode>> trendsBySeries() {
    return topics.trends().stream()
        .collect(Collectors.groupingBy(TopicRecords::series, TreeMap::new, Collectors.toList()));
  }

  private static double sum(List<JsonNode> of, Predicate<JsonNode> where, String field) {
    return of.stream().filter(where).mapToDouble(t -> number(t, field)).sum();
  }

  /** Whether a period lies in the days up to an end. */
  private static Predicate<JsonNode> days(LocalDate end, int days) {
    return t -> !date(t, "period").isAfter(end) && date(t, "period").isAfter(end.minusDays(days));
  }

  private static List<Object> row(String series, Object... values) {
    List<Object> row = new ArrayList<>(List.of(series.split("\\|")));
    row.addAll(java.util.Arrays.asList(values));
    return row;
  }

  private static List<List<Object>> sorted(
      List<List<Object>> rows, ToDoubleFunction<List<Object>> falling, int most) {
    return rows.stream()
        .sorted(
            Comparator.<List<Object>>comparingDouble(r -> -falling.applyAsDouble(r))
                .thenComparing(r -> r.get(0) + "|" + r.get(1)))
        .limit(most)
        .toList();
  }

  private List<List<Object>> topMovers() {
    List<List<Object>> rows = new ArrayList<>();
    trendsBySeries()
        .forEach(
            (series, all) -> {
              double before = sum(all, days(last.minusDays(7), 7), "units");
              double after = sum(all, days(last, 7), "units");
              rows.add(row(series, before, after, after - before));
            });
    return sorted(rows, r -> Math.abs((double) r.get(4)), 20);
  }

  private List<List<Object>> stockOutRisk() {
    Map<String, JsonNode> stock = new TreeMap<>();
    for (JsonNode s : topics.of("signals")) {
      stock.merge(
          series(s),
          s,
          (a, b) -> a.get("time").asText().compareTo(b.get("time").asText()) > 0 ? a : b);
    }
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode f : topics.forecasts("combined")) {
      JsonNode s = stock.get(series(f));
      double mean = 0;
      double variance = 0;
      for (int h = 0; h < 7; h++) {
        mean += f.get("mean").get(h).asDouble();
        double spread = quantile(f, 0.9, h) - quantile(f, 0.1, h);
        variance += Math.pow(spread / 2.5631, 2);
      }
      double high = mean + 1.2816 * Math.sqrt(variance);
      if (s != null && high > number(s, "quantity")) {
        double at = number(s, "quantity");
        rows.add(row(series(f), at, "2024-03-10T08:00", mean, high, high - at, at / (mean / 7)));
      }
    }
    return sorted(rows, r -> (double) r.get(6), 20);
  }

  private static double quantile(JsonNode forecast, double level, int target) {
    for (int l = 0; l < forecast.get("levels").size(); l++) {
      if (forecast.get("levels").get(l).asDouble() == level) {
        return forecast.get("quantiles").get(l).get(target).asDouble();
      }
    }
    throw new IllegalArgumentException("no level " + level);
  }

  private static double wape(List<Score> scores) {
    return scores.stream().mapToDouble(s -> Math.abs(s.error())).sum()
        / scores.stream().mapToDouble(Score::demand).sum();
  }

  private static double bias(List<Score> scores) {
    return scores.stream().mapToDouble(Score::error).sum()
        / scores.stream().mapToDouble(Score::demand).sum();
  }

  private List<List<Object>> forecastVsActual() {
    Map<String, String> categories = topics.categories();
    Map<String, List<Score>> by =
        topics.scores(28).stream()
            .filter(s -> s.forecaster().equals("combined") && s.lag() == 1)
            .collect(Collectors.groupingBy(s -> categories.get(s.sku())));
    List<List<Object>> rows = new ArrayList<>();
    by.forEach(
        (category, scores) -> {
          double demand = scores.stream().mapToDouble(Score::demand).sum();
          double error = scores.stream().mapToDouble(Score::error).sum();
          long series = scores.stream().map(Score::series).distinct().count();
          rows.add(List.of(category, series, demand, demand - error, wape(scores), bias(scores)));
        });
    return sorted(rows, r -> (double) r.get(2), 50);
  }

  private List<List<Object>> biggestMisses() {
    Map<String, JsonNode> reasons = new TreeMap<>();
    for (JsonNode f : topics.origins()) {
      if (isSku(f) && f.get("forecaster").asText().equals("combined")) {
        reasons.put(series(f) + '|' + f.get("targets").get(6).asText(), f);
      }
    }
    return topics.scores(28).stream()
        .filter(s -> s.forecaster().equals("combined") && s.lag() == 7)
        .sorted(
            Comparator.<Score>comparingDouble(s -> -Math.abs(s.error()))
                .thenComparing(Score::series)
                .thenComparing(Score::period))
        .limit(20)
        .map(
            s -> {
              JsonNode f = reasons.get(s.series() + '|' + s.period());
              JsonNode first = f == null ? null : f.path("contributions").path(0);
              JsonNode second = f == null ? null : f.path("contributions").path(1);
              return row(
                  s.series(),
                  s.period().toString(),
                  s.demand(),
                  s.demand() - s.error(),
                  s.error(),
                  first == null || first.isMissingNode() ? null : first.get("feature").asText(),
                  first == null || first.isMissingNode() ? null : number(first, "effect"),
                  second == null || second.isMissingNode() ? null : second.get("feature").asText(),
                  second == null || second.isMissingNode() ? null : number(second, "effect"));
            })
        .toList();
  }

  private List<List<Object>> seasonalRisers() {
    Map<String, List<JsonNode>> trends = trendsBySeries();
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode f : topics.forecasts("combined")) {
      double sold = sum(trends.get(series(f)), days(date(f, "origin"), FORECAST_DAYS), "units");
      double expected = 0;
      for (JsonNode mean : f.get("mean")) {
        expected += mean.asDouble();
      }
      if (sold >= 1 && expected > sold) {
        rows.add(
            row(
                series(f),
                sold,
                expected,
                expected / sold - 1,
                null,
                number(f, "rise_probability")));
      }
    }
    return sorted(rows, r -> (double) r.get(4), 20);
  }

  private List<List<Object>> cannibalisation() {
    Map<String, String> categories = topics.categories();
    Map<String, Map<String, Double>> units = new TreeMap<>();
    trendsBySeries()
        .forEach(
            (series, all) -> {
              Map<String, Double> days = new TreeMap<>();
              all.stream()
                  .filter(days(last, 56))
                  .forEach(t -> days.put(t.get("period").asText(), number(t, "units")));
              units.put(series, days);
            });
    List<List<Object>> rows = new ArrayList<>();
    for (String a : units.keySet()) {
      for (String b : units.keySet()) {
        String[] x = a.split("\\|");
        String[] y = b.split("\\|");
        if (a.equals(b)
            || !x[1].equals(y[1])
            || !categories.get(x[0]).equals(categories.get(y[0]))) {
          continue;
        }
        List<String> days = new ArrayList<>(units.get(a).keySet());
        days.retainAll(units.get(b).keySet());
        double gain = change(units.get(a), days);
        double loss = -change(units.get(b), days);
        double r = correlation(units.get(a), units.get(b), days);
        if (gain > 0 && loss > 0 && r <= HIGHEST_CORRELATION) {
          rows.add(List.of(categories.get(x[0]), x[1], x[0], gain, y[0], loss, r));
        }
      }
    }
    return rows.stream()
        .sorted(
            Comparator.<List<Object>>comparingDouble(
                    r -> -Math.min((double) r.get(3), (double) r.get(5)))
                .thenComparing(r -> r.get(1) + "|" + r.get(2) + "|" + r.get(4)))
        .limit(20)
        .toList();
  }

  private double change(Map<String, Double> units, List<String> days) {
    return days.stream()
        .mapToDouble(
            day ->
                LocalDate.parse(day).isAfter(last.minusDays(28)) ? units.get(day) : -units.get(day))
        .sum();
  }

  private static double correlation(
      Map<String, Double> a, Map<String, Double> b, List<String> days) {
    double meanA = days.stream().mapToDouble(a::get).average().orElse(Double.NaN);
    double meanB = days.stream().mapToDouble(b::get).average().orElse(Double.NaN);
    double both = 0;
    double ofA = 0;
    double ofB = 0;
    for (String day : days) {
      both += (a.get(day) - meanA) * (b.get(day) - meanB);
      ofA += Math.pow(a.get(day) - meanA, 2);
      ofB += Math.pow(b.get(day) - meanB, 2);
    }
    return both / Math.sqrt(ofA * ofB);
  }

  private List<List<Object>> whatChanged() {
    Map<String, List<JsonNode>> bySeries =
        topics.origins().stream()
            .filter(f -> isSku(f) && f.get("forecaster").asText().equals("combined"))
            .collect(
                Collectors.groupingBy(TopicRecords::series, TreeMap::new, Collectors.toList()));
    List<List<Object>> rows = new ArrayList<>();
    bySeries.forEach(
        (series, all) -> {
          all.sort(Comparator.comparing(f -> f.get("origin").asText()));
          if (all.size() < 2) {
            return;
          }
          JsonNode now = all.get(all.size() - 1);
          JsonNode before = all.get(all.size() - 2);
          Map<String, Double> then = means(before);
          Map<String, Double> means = means(now);
          means.keySet().retainAll(then.keySet());
          double sumNow = means.values().stream().mapToDouble(d -> d).sum();
          double sumThen = means.keySet().stream().mapToDouble(then::get).sum();
          rows.add(
              row(
                  series,
                  before.get("origin").asText(),
                  now.get("origin").asText(),
                  (long) means.size(),
                  sumThen,
                  sumNow,
                  sumNow - sumThen));
        });
    return sorted(rows, r -> Math.abs((double) r.get(7)), 20);
  }

  private static Map<String, Double> means(JsonNode forecast) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int h = 0; h < forecast.get("targets").size(); h++) {
      means.put(forecast.get("targets").get(h).asText(), forecast.get("mean").get(h).asDouble());
    }
    return means;
  }

  /** Without the columns of when and example. */
  private List<List<Object>> lateAndRejected() {
    Map<String, Long> reasons =
        topics.of("rejected").stream()
            .collect(Collectors.groupingBy(r -> r.get("reason").asText(), Collectors.counting()));
    List<List<Object>> rows = new ArrayList<>();
    reasons.forEach((reason, n) -> rows.add(java.util.Arrays.asList("rejected", reason, n, null)));
    if (!topics.of("late").isEmpty()) {
      rows.add(
          List.of(
              "late",
              "late",
              (long) topics.of("late").size(),
              topics.of("late").stream().mapToDouble(l -> number(l, "quantity")).sum()));
    }
    return sorted(rows, r -> (long) r.get(2), 50);
  }

  private List<List<Object>> leaderboard() {
    List<List<Object>> rows = new ArrayList<>();
    topics.scores(28).stream()
        .filter(s -> s.lag() == 7)
        .collect(Collectors.groupingBy(Score::forecaster))
        .forEach(
            (forecaster, scores) ->
                rows.add(
                    java.util.Arrays.asList(
                        forecaster,
                        (long) scores.size(),
                        wape(scores),
                        bias(scores),
                        mean(scores, "pinball"))));
    return sorted(rows, r -> -(double) r.get(2), 30);
  }

  private static Double mean(List<Score> scores, String field) {
    double[] known =
        scores.stream()
            .filter(s -> s.rest().has(field))
            .mapToDouble(s -> s.rest().get(field).asDouble())
            .toArray();
    return known.length == 0 ? null : java.util.Arrays.stream(known).average().getAsDouble();
  }

  private List<List<Object>> demandByHour() {
    Map<String, List<JsonNode>> hours =
        topics.sales().stream()
            .collect(
                Collectors.groupingBy(
                    s -> s.get("time").asText().substring(11, 13),
                    TreeMap::new,
                    Collectors.toList()));
    List<List<Object>> rows = new ArrayList<>();
    hours.forEach(
        (hour, sales) ->
            rows.add(List.of(hour, (long) sales.size(), sum(sales, s -> true, "quantity"))));
    return rows;
  }

  private List<List<Object>> slowMovers() {
    List<List<Object>> rows = new ArrayList<>();
    trendsBySeries()
        .forEach(
            (series, all) ->
                rows.add(
                    row(
                        series,
                        sum(all, days(last, 28), "units"),
                        all.stream()
                            .filter(days(last, 28).and(t -> number(t, "units") > 0))
                            .count(),
                        all.stream()
                            .filter(t -> number(t, "units") > 0)
                            .map(t -> t.get("period").asText())
                            .max(String::compareTo)
                            .orElse(null))));
    return rows.stream()
        .sorted(
            Comparator.<List<Object>>comparingDouble(r -> (double) r.get(2))
                .thenComparing(r -> (long) r.get(3))
                .thenComparing(r -> r.get(0) + "|" + r.get(1)))
        .limit(20)
        .toList();
  }

  private List<List<Object>> newcomers() {
    Map<String, Double> expected = new TreeMap<>();
    for (JsonNode f : topics.forecasts("combined")) {
      expected.put(series(f), means(f).values().stream().mapToDouble(d -> d).sum());
    }
    List<List<Object>> rows = new ArrayList<>();
    trendsBySeries()
        .forEach(
            (series, all) -> {
              String first =
                  all.stream()
                      .map(t -> t.get("period").asText())
                      .min(String::compareTo)
                      .orElseThrow();
              if (LocalDate.parse(first).isAfter(last.minusDays(NEWCOMER_DAYS))) {
                rows.add(row(series, first, sum(all, t -> true, "units"), expected.get(series)));
              }
            });
    return sorted(rows, r -> (double) r.get(3), 20);
  }

  /** Days that the test's forecasts look ahead. */
  static final int FORECAST_DAYS = 14;

  /** Generated sales of different SKUs have nothing to do with one another. */
  static final double HIGHEST_CORRELATION = 0.5;

  /** All series of the test are as old as it is. */
  static final int NEWCOMER_DAYS = 2 * FilledTopics.DAYS;

  private List<List<Object>> promotionLift() {
    java.util.Set<String> promoted =
        topics.sales().stream()
            .filter(s -> s.path("promotion").asBoolean())
            .map(s -> series(s) + '|' + s.get("time").asText().substring(0, 10))
            .collect(Collectors.toSet());
    List<List<Object>> rows = new ArrayList<>();
    trendsBySeries()
        .forEach(
            (series, all) -> {
              Predicate<JsonNode> on =
                  t -> promoted.contains(series + '|' + t.get("period").asText());
              long days = all.stream().filter(on).count();
              long others = all.size() - days;
              if (days >= 3 && others >= 3) {
                double with = sum(all, on, "units") / days;
                double without = sum(all, on.negate(), "units") / others;
                rows.add(row(series, days, others, with, without, with / without - 1));
              }
            });
    return sorted(rows, r -> (double) r.get(6), 20);
  }

  private List<List<Object>> priceChanges() {
    java.time.Instant lastSale =
        topics.sales().stream()
            .map(s -> java.time.Instant.parse(s.get("time").asText()))
            .max(java.time.Instant::compareTo)
            .orElseThrow();
    java.time.Instant middle = lastSale.minus(java.time.Duration.ofDays(28));
    java.time.Instant start = lastSale.minus(java.time.Duration.ofDays(56));
    List<List<Object>> rows = new ArrayList<>();
    topics.sales().stream()
        .filter(s -> number(s, "quantity") > 0 && s.has("price"))
        .filter(s -> java.time.Instant.parse(s.get("time").asText()).isAfter(start))
        .collect(Collectors.groupingBy(TopicRecords::series, TreeMap::new, Collectors.toList()))
        .forEach(
            (series, all) -> {
              Predicate<JsonNode> after =
                  s -> java.time.Instant.parse(s.get("time").asText()).isAfter(middle);
              double unitsBefore = sum(all, after.negate(), "quantity");
              double unitsAfter = sum(all, after, "quantity");
              double before = paid(all, after.negate()) / unitsBefore;
              double now = paid(all, after) / unitsAfter;
              if (Math.abs(now / before - 1) >= 0.05) {
                rows.add(
                    row(
                        series,
                        before,
                        now,
                        now / before - 1,
                        unitsBefore,
                        unitsAfter,
                        unitsAfter / unitsBefore - 1));
              }
            });
    return sorted(rows, r -> Math.abs((double) r.get(4)), 20);
  }

  private static double paid(List<JsonNode> sales, Predicate<JsonNode> where) {
    return sales.stream()
        .filter(where)
        .mapToDouble(s -> number(s, "quantity") * number(s, "price"))
        .sum();
  }

  private List<List<Object>> alerts() {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (JsonNode a : topics.of("alerts")) {
      newest.merge(
          series(a) + '|' + a.get("kind").asText() + '|' + a.get("lag").asInt(),
          a,
          (x, y) -> date(x, "period").isAfter(date(y, "period")) ? x : y);
    }
    LocalDate end =
        newest.values().stream().map(a -> date(a, "period")).max(LocalDate::compareTo).orElse(last);
    return newest.values().stream()
        .filter(a -> date(a, "period").isAfter(end.minusDays(28)))
        .sorted(
            Comparator.<JsonNode, LocalDate>comparing(a -> date(a, "period"))
                .reversed()
                .thenComparing(a -> series(a) + '|' + a.get("kind").asText())
                .thenComparing(a -> a.get("lag").asInt()))
        .limit(50)
        .map(
            a ->
                row(
                    series(a),
                    a.get("kind").asText(),
                    a.get("lag").asLong(),
                    a.get("period").asText(),
                    number(a, "value"),
                    number(a, "limit"),
                    a.get("message").asText()))
        .toList();
  }

  private List<List<Object>> accuracyByHorizon() {
    Map<Integer, List<Score>> lags =
        topics.scores(28).stream()
            .filter(s -> s.forecaster().equals("combined"))
            .collect(Collectors.groupingBy(Score::lag, TreeMap::new, Collectors.toList()));
    List<List<Object>> rows = new ArrayList<>();
    lags.forEach(
        (lag, scores) ->
            rows.add(
                java.util.Arrays.asList(
                    (long) lag,
                    (long) scores.size(),
                    wape(scores),
                    bias(scores),
                    mean(scores, "inside_80"),
                    mean(scores, "inside_90"))));
    return rows;
  }

  private List<List<Object>> returned() {
    List<List<Object>> rows = new ArrayList<>();
    topics.sales().stream()
        .collect(Collectors.groupingBy(s -> s.get("sku").asText()))
        .forEach(
            (sku, all) -> {
              double sold = sum(all, s -> number(s, "quantity") > 0, "quantity");
              double back = -sum(all, s -> number(s, "quantity") < 0, "quantity");
              if (sold >= 10 && back > 0) {
                rows.add(List.of(sku, sold, back, back / sold));
              }
            });
    return sorted(rows, r -> (double) r.get(3), 20);
  }

  private List<List<Object>> categoryWeeks() {
    Map<String, JsonNode> newest = new TreeMap<>();
    topics.origins().stream()
        .filter(f -> f.get("level").asText().equals("category"))
        .filter(f -> f.get("forecaster").asText().equals("combined"))
        .sorted(Comparator.comparing(f -> f.get("origin").asText()))
        .forEach(f -> newest.put(f.get("sku").asText().substring("category:".length()), f));
    List<List<Object>> rows = new ArrayList<>();
    newest.forEach(
        (category, f) -> {
          Map<String, double[]> weeks = new TreeMap<>();
          means(f)
              .forEach(
                  (target, units) -> {
                    LocalDate monday =
                        LocalDate.parse(target)
                            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    double[] week = weeks.computeIfAbsent(monday.toString(), w -> new double[2]);
                    week[0]++;
                    week[1] += units;
                  });
          weeks.forEach(
              (monday, week) -> rows.add(List.of(category, monday, (long) week[0], week[1])));
        });
    return rows.stream().limit(100).toList();
  }

  private List<List<Object>> forecastOfTotal() {
    List<JsonNode> newest = new ArrayList<>();
    topics.origins().stream()
        .filter(f -> f.get("sku").asText().equals("*"))
        .filter(f -> f.get("forecaster").asText().equals("combined"))
        .collect(Collectors.groupingBy(TopicRecords::series, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(
            all ->
                newest.add(
                    all.stream()
                        .max(Comparator.comparing(f -> f.get("origin").asText()))
                        .orElseThrow()));
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode f : newest) {
      for (int h = 0; h < f.get("targets").size(); h++) {
        rows.add(
            List.of(
                f.get("location").asText(),
                f.get("targets").get(h).asText(),
                (long) h + 1,
                f.get("mean").get(h).asDouble(),
                quantile(f, 0.1, h),
                quantile(f, 0.5, h),
                quantile(f, 0.9, h)));
      }
    }
    return rows;
  }
}
