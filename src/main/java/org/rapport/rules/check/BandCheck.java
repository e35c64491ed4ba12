package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.rules.check.Domain.Numbers;

/** Checks that the bands cover the scores from 1 to 100 without gap or overlap. */
final class BandCheck {
  private static final int LOWEST = 1;
  private static final int HIGHEST = 100;

  private final List<CheckedRule> bands;
  private final Findings.Page page;
  private final Function<CheckedRule, Spot> spots;

  /** The scores of one band rule, both included. */
  private record Range(CheckedRule rule, int from, int to) {}

  BandCheck(List<CheckedRule> bands, Findings.Page page, Function<CheckedRule, Spot> spots) {
    this.bands = bands;
    this.page = page;
    this.spots = spots;
  }

  void check() {
    List<Range> ranges = new ArrayList<>();
    for (CheckedRule rule : bands) {
      Range range = range(rule);
      if (range == null) {
        return; // Told; the other bands cannot be judged without it.
      }
      if (range.from() <= range.to()) {
        ranges.add(range);
      }
    }
    ranges.sort(Comparator.comparingInt(Range::from).thenComparingInt(Range::to));
    int next = LOWEST;
    @Nullable Range last = null;
    for (Range range : ranges) {
      if (range.from() > next) {
        gap(next, range.from() - 1, range);
      } else if (last != null && range.from() < next) {
        overlap(last, range, Math.min(next - 1, range.to()));
      }
      if (last == null || range.to() > last.to()) {
        last = range;
      }
      next = Math.max(next, range.to() + 1);
    }
    if (next <= HIGHEST) {
      gap(next, HIGHEST, last);
    }
  }

  /** The scores of a band rule, or null after a finding. */
  private @Nullable Range range(CheckedRule rule) {
    Numbers scores =
        Numbers.between(LOWEST * Millionths.ONE, HIGHEST * Millionths.ONE, Millionths.ONE);
    boolean plain =
        rule.conditions().size() == 1 && rule.conditions().get(0).fact().equals("Score");
    for (Condition condition : rule.conditions()) {
      for (FieldTest test : condition.tests()) {
        FieldTest.Comparison comparison = test.comparison();
        if (comparison == null) {
          continue;
        }
        plain &= test.field().equals("value") && comparison.operator() != Operator.NOT_EQUAL;
        if (comparison.operand() instanceof Operand.NumberLiteral number) {
          scores =
              scores.meet(
                  Numbers.comparing(comparison.operator(), number.millionths(), Millionths.ONE));
        } else {
          plain = false;
        }
      }
    }
    if (!plain) {
      page.error(
          Code.BAND_FORM,
          spots.apply(rule),
          "The band rule \"%s\" tests something other than a range of the score's value."
              .formatted(rule.card().title()),
          "Maybe write: $score : Score( $s : value >= 40, value < 70 ).");
      return null;
    }
    return new Range(
        rule, (int) (scores.atLeast() / Millionths.ONE), (int) (scores.atMost() / Millionths.ONE));
  }

  private void gap(int from, int to, @Nullable Range beside) {
    page.error(
        Code.BAND_GAP,
        beside == null ? Spot.FILE : spots.apply(beside.rule()),
        "No band holds %s.".formatted(scores(from, to)),
        beside == null
            ? "Maybe copy the band rules of a rulebase that ships."
            : "Maybe let \"%s\" begin or end there.".formatted(beside.rule().card().title()));
  }

  private void overlap(Range one, Range other, int to) {
    page.error(
        Code.BAND_OVERLAP,
        spots.apply(other.rule()),
        "The bands of \"%s\" and \"%s\" both hold %s."
            .formatted(
                one.rule().card().title(), other.rule().card().title(), scores(other.from(), to)),
        "Maybe let one begin where the other ends.");
  }

  private static String scores(int from, int to) {
    return from == to ? "the score " + from : "the scores %d to %d".formatted(from, to);
  }
}
