package org.rapport.rules.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.FactView;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Millionths;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Timeline;
import org.rapport.model.TimelineHistory;
import org.rapport.model.Value;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.ScoringFailedException;
import org.rapport.rules.cases.GivenCustomer.GivenEvent;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;

/**
 * Proposes test cases at the numbers of rules. For each number a rule compares a field with, it
 * draws a customer whose field has the number, one just below and one just above, while the rule's
 * other conditions hold; what the rules decide about each is what the case expects.
 */
public final class BoundaryCases {
  private final Rulebase rulebase;
  private final CheckedRulebase checked;
  private final ScoreReach reach;
  private final List<ProposedCases.Case> cases = new ArrayList<>();
  private final List<String> notProposed = new ArrayList<>();

  private BoundaryCases(Rulebase rulebase, CheckedRulebase checked) {
    this.rulebase = rulebase;
    this.checked = checked;
    this.reach = new ScoreReach(checked);
  }

  /**
   * The cases for the numbers of all rules, or of one.
   *
   * @param rulebase loaded from {@code checked}
   * @param ruleId the only rule that is looked at, or null
   */
  public static ProposedCases propose(
      Rulebase rulebase, CheckedRulebase checked, @Nullable String ruleId) {
    BoundaryCases boundaries = new BoundaryCases(rulebase, checked);
    checked.rules().stream()
        .filter(rule -> ruleId == null || rule.card().id().equals(ruleId))
        .forEach(boundaries::rule);
    return new ProposedCases(boundaries.cases, boundaries.notProposed);
  }

  private void rule(CheckedRule rule) {
    for (Condition condition : rule.conditions()) {
      for (FieldTest test : condition.tests()) {
        if (test.comparison() != null
            && test.comparison().operand() instanceof Operand.NumberLiteral number) {
          boundary(rule, condition, test, number.millionths());
        }
      }
    }
  }

  /** A customer with a value of the field, and what is decided about it. */
  private record Tried(GivenCustomer customer, DecisionAnalysis analysis, long value) {}

  private void boundary(CheckedRule rule, Condition condition, FieldTest test, long number) {
    List<Tried> tried = new ArrayList<>();
    for (long step : new long[] {-1, 0, 1}) {
      long value = number + step * step(number);
      tried(rule, condition, test.field(), value).ifPresent(tried::add);
    }
    long matching = tried.stream().filter(one -> matches(one.analysis(), rule)).count();
    if (matching == 0 || matching == tried.size()) {
      notProposed.add(
          "%s, line %d: %s %s %s"
              .formatted(
                  rule.card().id(),
                  test.line(),
                  condition.fact(),
                  test.field(),
                  Millionths.text(number)));
      return;
    }
    for (Tried one : tried) {
      cases.add(new ProposedCases.Case(rule.card().id(), yaml(rule, condition, test, number, one)));
    }
  }

  /** One, or one of the last place that the number has. */
  private static long step(long millionths) {
    long step = Millionths.ONE;
    while (step > 1 && millionths % step != 0) {
      step /= 10;
    }
    return step;
  }

  private Optional<Tried> tried(CheckedRule rule, Condition condition, String field, long value) {
    Wanted wanted = new Wanted(checked).with(rule, condition, field, value);
    List<GivenEvent> more = new ArrayList<>();
    for (String measured : List.of("value", "change7Days", "change30Days")) {
      Long target = wanted.score.get(measured);
      if (target != null) {
        reach.reach(
            wanted, more, measured, (int) (target / Millionths.ONE), measure(wanted, measured));
      }
    }
    GivenCustomer customer = Sketch.of(wanted, checked.catalogue(), more);
    return decided(customer)
        .filter(decided -> has(decided, rule, condition, field, value))
        .map(decided -> new Tried(customer, decided.analysis(), value));
  }

  /** What a field of the score comes to with some events more: without a whole decision. */
  private ToLongFunction<List<GivenEvent>> measure(Wanted wanted, String field) {
    return more -> {
      Timeline timeline =
          Sketch.of(wanted, checked.catalogue(), more).basis(checked.catalogue()).timeline();
      int now = score(timeline, 0);
      return switch (field) {
        case "value" -> now;
        case "change7Days" -> now - score(timeline, 7);
        default -> now - score(timeline, 30);
      };
    };
  }

  private int score(Timeline timeline, int daysBefore) {
    Instant then = GivenCustomer.AS_OF.minus(Duration.ofDays(daysBefore));
    try {
      return rulebase.score(TimelineHistory.orUnknown(timeline, then), then).score();
    } catch (ScoringFailedException none) {
      return 0;
    }
  }

  private record Decided(DecisionInputs inputs, DecisionAnalysis analysis) {}

  private Optional<Decided> decided(GivenCustomer customer) {
    try {
      DecisionInputs inputs = rulebase.inputs(customer.basis(checked.catalogue()));
      return rulebase.decide(inputs, Deadline.NONE) instanceof Outcome.Decided decided
          ? Optional.of(new Decided(inputs, decided.analysis()))
          : Optional.empty();
    } catch (ScoringFailedException undecided) {
      return Optional.empty();
    }
  }

  /** Whether the fact that the condition means came out with the value that was wanted. */
  private boolean has(
      Decided decided, CheckedRule rule, Condition condition, String field, long value) {
    return rulebase.seenBy(decided.inputs(), decided.analysis(), rule.card().id()).stream()
        .filter(fact -> fact.fact().equals(condition.fact()))
        .filter(fact -> sameText(fact, condition, "event") && sameText(fact, condition, "name"))
        .anyMatch(fact -> new Value.Numeric(value).equals(fact.value(field)));
  }

  private static boolean sameText(FactView fact, Condition condition, String field) {
    return condition
        .textOf(field)
        .map(text -> new Value.Text(text).equals(fact.value(field)))
        .orElse(true);
  }

  private static boolean matches(DecisionAnalysis analysis, CheckedRule rule) {
    return analysis.rules().stream()
        .anyMatch(one -> one.card().id().equals(rule.card().id()) && !one.isUnmatched());
  }

  private static String yaml(
      CheckedRule rule, Condition condition, FieldTest test, long number, Tried tried) {
    boolean matches = matches(tried.analysis(), rule);
    String about =
        condition.textOf("event").or(() -> condition.textOf("name")).orElse(condition.fact());
    String value = Millionths.text(tried.value());
    String place =
        tried.value() == number
            ? "exactly " + value
            : "%s, just %s %s"
                .formatted(
                    value, tried.value() < number ? "below" : "above", Millionths.text(number));
    String title =
        "%s: %s is %s; the rule \"%s\" %s"
            .formatted(
                about,
                test.field(),
                place,
                rule.card().title(),
                matches ? "matches" : "does not match");
    return CaseYaml.text(title, tried.customer(), expected(rule, matches, tried.analysis()));
  }

  private static List<String> expected(
      CheckedRule rule, boolean matches, DecisionAnalysis analysis) {
    List<String> lines = new ArrayList<>();
    int score = analysis.score().value();
    lines.add("phase: " + analysis.phase().phase().name());
    lines.add("score: {atLeast: %d, atMost: %d}".formatted(score, score));
    if (analysis.score().band() != null) {
      lines.add("band: " + CaseYaml.word(analysis.score().band()));
    }
    List<SegmentLevel> levels =
        analysis.segments().stream().map(Conclusion.InSegment::segment).toList();
    if (!levels.isEmpty()) {
      lines.add("segments: " + CaseYaml.levels(levels));
    }
    lines.add("action: " + CaseYaml.word(analysis.actions().get(0).action()));
    lines.add((matches ? "rules: [" : "rulesNot: [") + rule.card().id() + "]");
    return lines;
  }
}
