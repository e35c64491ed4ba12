package org.rapport.bench;

import java.util.List;
import java.util.Locale;

/**
 * One figure, measured in several rounds.
 *
 * @param name what was measured
 * @param unit its unit
 * @param rounds the rounds' values, in the order measured; at least one
 */
record Series(String name, String unit, List<Double> rounds) {
  Series {
    rounds = List.copyOf(rounds);
  }

  static Series of(String name, String unit, double... rounds) {
    return new Series(name, unit, java.util.Arrays.stream(rounds).boxed().toList());
  }

  double median() {
    List<Double> sorted = rounds.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  double least() {
    return rounds.stream().mapToDouble(value -> value).min().orElse(Double.NaN);
  }

  double most() {
    return rounds.stream().mapToDouble(value -> value).max().orElse(Double.NaN);
  }

  /** Median with spread. */
  String text() {
    return rounds.size() == 1
        ? number(median()) + " " + unit
        : "%s %s (%s..%s)".formatted(number(median()), unit, number(least()), number(most()));
  }

  static String number(double value) {
    double size = Math.abs(value);
    String form =
        size >= 1000 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }
}
