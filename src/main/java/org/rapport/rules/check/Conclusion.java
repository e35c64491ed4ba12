package org.rapport.rules.check;

import java.util.List;
import java.util.Optional;
import org.rapport.model.Level;
import org.rapport.model.Segment;

/**
 * What a rule comes to, as far as two rules can be compared by it: a level of a segment, an action
 * suggested or ruled out. Points add up, so no weight is in another's way.
 *
 * @param verb the verb's global and name: {@code action.suggest}
 * @param subject the action, or empty
 * @param strength the greater, the more it says; levels count down from the highest
 */
record Conclusion(String verb, String subject, long strength) {
  private static final String SUGGEST = "action.suggest";
  private static final String RULE_OUT = "action.ruleOut";

  static Conclusion of(CheckedRule rule) {
    VerbCall.Call call = rule.verb().calls().get(0);
    Optional<Segment> segment = rule.stage().segment();
    if (segment.isPresent()) {
      List<Level> levels = segment.get().levels();
      for (int i = 0; i < levels.size(); i++) {
        if (verbOf(levels.get(i)).equals(call.name())) {
          return new Conclusion(rule.verb().global(), "", -i);
        }
      }
    }
    if (rule.stage() == Stage.NEXT_BEST_ACTION
        && call.arguments().get(0) instanceof Operand.TextLiteral action) {
      boolean number =
          call.arguments().size() > 1 && call.arguments().get(1) instanceof Operand.NumberLiteral;
      long priority = number ? ((Operand.NumberLiteral) call.arguments().get(1)).millionths() : 0;
      // A priority that is a variable is nobody's equal.
      boolean variable = call.arguments().size() > 1 && !number;
      return new Conclusion(
          "action." + call.name(),
          variable ? action.text() + " " + rule.card().id() : action.text(),
          priority);
    }
    // Verbs with qualifiers, and phases: told apart by all they say.
    return new Conclusion(rule.verb().global(), spoken(rule.verb()), 0);
  }

  /**
   * Two weights of the same points on the same fact are two of one; the variable's name is none.
   */
  private static String spoken(VerbCall verb) {
    StringBuilder spoken = new StringBuilder();
    for (VerbCall.Call call : verb.calls()) {
      spoken.append(call.name());
      for (Operand operand : call.arguments()) {
        spoken.append(operand instanceof Operand.Variable ? " $" : " " + operand);
      }
    }
    return spoken.toString();
  }

  /** {@code not-yet} is said as {@code notYet}. */
  private static String verbOf(Level level) {
    String word = level.word();
    int hyphen = word.indexOf('-');
    return hyphen < 0
        ? word
        : word.substring(0, hyphen)
            + Character.toUpperCase(word.charAt(hyphen + 1))
            + word.substring(hyphen + 2);
  }

  /** Whether the other one, where it is said too, makes this one needless. */
  boolean isWithin(Conclusion other) {
    boolean same = verb.equals(other.verb) && subject.equals(other.subject);
    boolean adds = verb.equals("points") || verb.equals("lifecycle");
    return same && !adds && strength <= other.strength;
  }

  /** Whether the other one, where it is said too, keeps this one from being chosen. */
  boolean isBarredBy(Conclusion other) {
    return verb.equals(SUGGEST) && other.verb.equals(RULE_OUT) && subject.equals(other.subject);
  }
}
