package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;

/** What the numbers of weights come to together. */
final class WeightLint {
  /** The share of all points, in percent, from which one event is said to decide the score. */
  private static final int DOMINANT_PERCENT = 80;

  /** Fewer kinds of points than these cannot be balanced. */
  private static final int MIN_EVENTS = 3;

  /** How often each event happens to the customer who is taken for typical. */
  private static final int TYPICAL_TIMES = 10;

  private final List<CheckedRule> weights = new ArrayList<>();
  private final List<CheckedRule> scales = new ArrayList<>();
  private final Lint.Warnings warnings;

  WeightLint(List<CheckedRule> rules, Lint.Warnings warnings) {
    this.warnings = warnings;
    for (CheckedRule rule : rules) {
      if (rule.verb().global().equals("points")) {
        weights.add(rule);
      } else if (rule.verb().global().equals("scale")) {
        scales.add(rule);
      }
    }
  }

  void check() {
    for (CheckedRule rule : weights) {
      windows(rule);
      cap(rule);
    }
    dominance();
    reach();
  }

  private static @Nullable Long argument(CheckedRule rule, String name) {
    for (VerbCall.Call call : rule.verb().calls()) {
      if (call.name().equals(name)
          && !call.arguments().isEmpty()
          && call.arguments().get(0) instanceof Operand.NumberLiteral number) {
        return number.millionths();
      }
    }
    return null;
  }

  private static boolean awards(CheckedRule rule) {
    return rule.verb().calls().get(0).name().equals("award");
  }

  /** The points count other days than the test looks at. */
  private void windows(CheckedRule rule) {
    Long counted = argument(rule, "inLastDays");
    for (Condition condition : rule.conditions()) {
      boolean meant =
          condition.variable() != null
              && rule.verb().calls().get(0).arguments().get(0) instanceof Operand.Variable variable
              && variable.name().equals(condition.variable())
              && condition.fact().equals("Activity");
      for (FieldTest test : condition.tests()) {
        Long tested = window(test.field());
        boolean positive =
            test.comparison() != null
                && (test.comparison().operator() == Operator.MORE
                    || test.comparison().operator() == Operator.AT_LEAST);
        if (meant && positive && tested != null && !tested.equals(counted)) {
          warnings.warn(
              rule,
              Code.WINDOW_DIFFERS,
              "\"%s\" tests %s, but its points count %s."
                  .formatted(
                      rule.card().title(),
                      test.field(),
                      counted == null
                          ? "all days"
                          : "the last %s days".formatted(Millionths.text(counted))),
              "Maybe write .inLastDays( %s ), or test another window."
                  .formatted(Millionths.text(tested)));
          return;
        }
      }
    }
  }

  private static @Nullable Long window(String field) {
    for (int days : new int[] {7, 30, 90}) {
      if (field.equals("last%dDays".formatted(days))
          || field.equals("valueLast%dDays".formatted(days))) {
        return days * Millionths.ONE;
      }
    }
    return null;
  }

  private void cap(CheckedRule rule) {
    Long cap = argument(rule, "upTo");
    Long each = argument(rule, "each");
    if (cap != null && each != null && cap < each) {
      warnings.warn(
          rule,
          Code.CAP_TOO_LOW,
          "\"%s\" gives %s points each, but %s at most: once is already cut off."
              .formatted(rule.card().title(), Millionths.text(each), Millionths.text(cap)),
          "Maybe the two numbers were mixed up.");
    }
  }

  /** Takes a customer to whom everything happens equally often. */
  private void dominance() {
    Map<String, Long> byEvent = new TreeMap<>();
    Map<String, CheckedRule> first = new TreeMap<>();
    for (CheckedRule rule : weights) {
      Long each = argument(rule, "each");
      String event = event(rule);
      if (awards(rule) && each != null && event != null) {
        Long cap = argument(rule, "upTo");
        long points = each * TYPICAL_TIMES;
        byEvent.merge(event, cap == null ? points : Math.min(points, cap), Long::sum);
        first.putIfAbsent(event, rule);
      }
    }
    long all = byEvent.values().stream().mapToLong(Long::longValue).sum();
    if (byEvent.size() < MIN_EVENTS) {
      return;
    }
    byEvent.forEach(
        (event, points) -> {
          CheckedRule rule = first.get(event);
          if (rule != null && points * 100 > all * DOMINANT_PERCENT) {
            warnings.warn(
                rule,
                Code.ONE_EVENT_DOMINATES,
                "\"%s\" makes %s of %s points of a customer to whom each weighed event happened %d times."
                    .formatted(event, Millionths.text(points), Millionths.text(all), TYPICAL_TIMES),
                "Maybe give it fewer points each, or a lower cap.");
          }
        });
  }

  private static @Nullable String event(CheckedRule rule) {
    return rule.conditions().stream()
        .filter(condition -> condition.fact().equals("Activity") && !condition.negated())
        .flatMap(condition -> condition.textOf("event").stream())
        .findFirst()
        .orElse(null);
  }

  /** Every weight has a cap, and all caps together are less than the points of a full score. */
  private void reach() {
    long most = 0;
    for (CheckedRule rule : weights) {
      if (awards(rule)) {
        Long once = argument(rule, "once");
        Long cap = once == null ? argument(rule, "upTo") : once;
        if (cap == null) {
          return;
        }
        most += cap;
      }
    }
    for (CheckedRule rule : scales) {
      Long reference = argument(rule, "againstReference");
      if (reference != null && reference > most) {
        warnings.warn(
            rule,
            Code.SCORE_OUT_OF_REACH,
            "Nobody can reach a score of 100: all weights together give %s points at most, and 100 needs %s."
                .formatted(Millionths.text(most), Millionths.text(reference)),
            "Maybe lower the reference, or raise a cap.");
      }
    }
  }
}
