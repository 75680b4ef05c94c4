package io.skucast.core.smooth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each smoother must forecast, calculated from the whole series at once and in another form
 * than the smoothers' own: weighted sums, slices and component forms over arrays.
 */
final class BatchForecasts {
  private BatchForecasts() {}

  static double naive(double[] y, int h) {
    return y.length == 0 ? 0 : y[y.length - 1];
  }

  static double seasonalNaive(double[] y, int m, int h) {
    return y.length < m ? mean(y) : y[y.length - m + (h - 1) % m];
  }

  static double movingAverage(double[] y, int window, int h) {
    return mean(Arrays.copyOfRange(y, Math.max(0, y.length - window), y.length));
  }

  static double ses(double[] y, double alpha, int h) {
    return smoothed(y, alpha);
  }

  static double seasonalDifference(double[] y, int m, double alpha, int h) {
    if (y.length < m) {
      return mean(y);
    }
    double[] differences = new double[y.length - m];
    Arrays.setAll(differences, i -> y[i + m] - y[i]);
    int seasons = (h + m - 1) / m;
    return Math.max(0, seasonalNaive(y, m, h) + seasons * smoothed(differences, alpha));
  }

  /** Level and line; the line by sums about the means. */
  static double theta(double[] y, double alpha, int h) {
    int n = y.length;
    double above = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double time = i - (n - 1) / 2.0;
      above += time * (y[i] - mean(y));
      squares += time * time;
    }
    double slope = n < 2 ? 0 : above / squares;
    double lag = 0; // Σ (1 - α)^i over i = 0 .. n - 1
    for (int i = 0; i < n; i++) {
      lag += Math.pow(1 - alpha, i);
    }
    return Math.max(0, smoothed(y, alpha) + slope / 2 * (h - 1 + lag));
  }

  static double croston(double[] y, double alpha, double factor, int h) {
    List<Double> sizes = new ArrayList<>();
    List<Double> intervals = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < y.length; i++) {
      if (y[i] > 0) {
        sizes.add(y[i]);
        intervals.add((double) i - last);
        last = i;
      }
    }
    return last < 0 ? 0 : factor * fromFirst(sizes, alpha) / fromFirst(intervals, alpha);
  }

  static double tsb(double[] y, double alpha, double beta, int h) {
    List<Double> sizes = new ArrayList<>();
    List<Double> happened = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      if (y[i] > 0) {
        sizes.add(y[i]);
      }
      if (!sizes.isEmpty()) {
        happened.add(happened.isEmpty() ? 1.0 / (i + 1) : Math.signum(y[i]));
      }
    }
    return sizes.isEmpty() ? 0 : fromFirst(sizes, alpha) * fromFirst(happened, beta);
  }

  static double aggregation(double[] y, double alpha, int[] lengths, int h) {
    return Arrays.stream(lengths)
        .filter(length -> y.length >= length)
        .mapToDouble(
            length -> {
              double[] blocks = new double[y.length / length];
              Arrays.setAll(blocks, i -> mean(Arrays.copyOfRange(y, i * length, (i + 1) * length)));
              return smoothed(blocks, alpha);
            })
        .average()
        .orElse(0);
  }

  /** Component form: each part a weighted mean of what is observed of it and what was expected. */
  static double holtWinters(
      double[] y, int m, double alpha, double beta, double gamma, double phi, int h) {
    int n = y.length;
    if (n < m) {
      return mean(y);
    }
    double[] level = new double[n];
    double[] slope = new double[n];
    double[] season = new double[n];
    level[m - 1] = mean(Arrays.copyOf(y, m));
    for (int t = 0; t < m; t++) {
      season[t] = y[t] - level[m - 1];
    }
    for (int t = m; t < n; t++) {
      double a = Math.max(alpha, 1.0 / (t + 1));
      double g = Math.max(gamma, 1.0 / (t / m + 1));
      level[t] = a * (y[t] - season[t - m]) + (1 - a) * (level[t - 1] + phi * slope[t - 1]);
      slope[t] = beta * (level[t] - level[t - 1]) + (1 - beta) * phi * slope[t - 1];
      season[t] = m == 1 ? 0 : g * (y[t] - level[t]) + (1 - g) * season[t - m];
    }
    double trend = damped(phi, h) * slope[n - 1];
    return Math.max(0, level[n - 1] + trend + season[n - m + (h - 1) % m]);
  }

  /** Component form; the level that the season is taken over is the one expected before. */
  static double multiplicative(
      double[] y, int m, double alpha, double beta, double gamma, double phi, int h) {
    int n = y.length;
    if (n < m) {
      return smoothed(y, alpha);
    }
    double[] level = new double[n];
    double[] slope = new double[n];
    double[] factor = new double[n];
    level[m - 1] = mean(Arrays.copyOf(y, m));
    for (int t = 0; t < m; t++) {
      factor[t] = y[t] / level[m - 1];
    }
    for (int t = m; t < n; t++) {
      double a = Math.max(alpha, 1.0 / (t + 1));
      double g = Math.max(gamma, 1.0 / (t / m + 1)) * (1 - a);
      double expected = level[t - 1] + phi * slope[t - 1];
      level[t] = a * y[t] / factor[t - m] + (1 - a) * expected;
      slope[t] = beta * (level[t] - level[t - 1]) + (1 - beta) * phi * slope[t - 1];
      factor[t] = g * y[t] / expected + (1 - g) * factor[t - m];
    }
    double base = level[n - 1] + damped(phi, h) * slope[n - 1];
    return Math.max(0, base * factor[n - m + (h - 1) % m]);
  }

  static double logHoltWinters(
      double[] y, int m, double alpha, double beta, double gamma, double phi, double delta, int h) {
    double[] logs = Arrays.stream(y).map(Math::log1p).toArray();
    double[] squares = new double[Math.max(0, y.length - m)];
    for (int i = 0; i < squares.length; i++) {
      double[] past = Arrays.copyOf(logs, m + i);
      double error = logs[m + i] - holtWinters(past, m, alpha, beta, gamma, phi, 1);
      squares[i] = error * error;
    }
    double growth = 1;
    for (int j = 1; j < h; j++) {
      double response = alpha * (1 + beta * damped(phi, j));
      growth += Math.pow(j % m == 0 ? response + (1 - alpha) * gamma : response, 2);
    }
    double correction = Math.min(2, Math.exp(smoothed(squares, delta) * growth / 2));
    double log = holtWinters(logs, m, alpha, beta, gamma, phi, h);
    double peak = Arrays.stream(y).max().orElse(0);
    return Math.min(2 * peak, correction * Math.exp(log) - 1);
  }

  private static double mean(double[] y) {
    return Arrays.stream(y).average().orElse(0);
  }

  private static double damped(double phi, int h) {
    return phi == 1 ? h : phi * (1 - Math.pow(phi, h)) / (1 - phi);
  }

  /** Weighted sum: the gain of each, times what the later ones leave of it. */
  private static double smoothed(double[] y, double alpha) {
    double sum = 0;
    double left = 1;
    for (int i = y.length - 1; i >= 0; i--) {
      double gain = Math.max(alpha, 1.0 / (i + 1));
      sum += left * gain * y[i];
      left *= 1 - gain;
    }
    return sum;
  }

  /** Weighted sum in which the first has the weight that the others leave. */
  private static double fromFirst(List<Double> y, double alpha) {
    int last = y.size() - 1;
    double sum = Math.pow(1 - alpha, last) * y.get(0);
    for (int i = 1; i <= last; i++) {
      sum += alpha * Math.pow(1 - alpha, last - i) * y.get(i);
    }
    return sum;
  }
}
