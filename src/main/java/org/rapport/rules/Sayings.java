package org.rapport.rules;

import java.util.Optional;
import org.rapport.analysis.Saying;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.Stage;
import org.rapport.rules.check.VerbCall;

/** Reads off a rule's consequence what it says. */
final class Sayings {
  private static final long NO_PRIORITY = 0;

  private Sayings() {}

  /** What the rule says when it matches; a priority that is a variable counts as 0. */
  static Saying of(CheckedRule rule) {
    VerbCall.Call verb = rule.verb().calls().get(0);
    Optional<Segment> segment = rule.stage().segment();
    if (segment.isPresent()) {
      return new Saying.InSegment(new SegmentLevel(segment.get(), level(segment.get(), verb)));
    }
    if (rule.stage() == Stage.NEXT_BEST_ACTION
        && verb.arguments().get(0) instanceof Operand.TextLiteral action) {
      return verb.name().equals("suggest")
          ? new Saying.Suggests(action.text(), priority(verb))
          : new Saying.RulesOut(action.text());
    }
    return new Saying.OfScore();
  }

  private static long priority(VerbCall.Call verb) {
    return verb.arguments().get(1) instanceof Operand.NumberLiteral number
        ? number.millionths()
        : NO_PRIORITY;
  }

  private static Level level(Segment segment, VerbCall.Call verb) {
    return segment.levels().stream()
        .filter(level -> level.word().replace("-", "").equalsIgnoreCase(verb.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The segment %s has no level %s.".formatted(segment.word(), verb.name())));
  }
}
