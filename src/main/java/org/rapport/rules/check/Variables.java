package org.rapport.rules.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.RuleFileSyntax.Word;

/** The variables of one rule, in the order they are bound. */
final class Variables {
  private final Map<String, Bound> bound = new LinkedHashMap<>();
  private final Findings.Page page;

  /** Whether a part of the rule could not be read, so that a variable may stand in it. */
  private final boolean partly;

  /** What a variable stands for. */
  sealed interface Bound {}

  /**
   * A whole fact.
   *
   * @param name the event type or attribute it is about, when its kind has one
   */
  record WholeFact(FactWord fact, @Nullable String name) implements Bound {}

  /** A field's value. */
  record FieldValue(FieldType type) implements Bound {}

  /** A value of a field that does not exist: told already, so nothing is said of its use. */
  record UnknownValue() implements Bound {}

  Variables(Findings.Page page, boolean partly) {
    this.page = page;
    this.partly = partly;
  }

  void bind(Word variable, Bound what) {
    if (bound.putIfAbsent(variable.text(), what) != null) {
      page.error(
          Code.DUPLICATE_VARIABLE,
          variable.spot(),
          "The variable %s is bound twice in this rule.".formatted(variable.text()),
          "Maybe give the second one another name.");
    }
  }

  /** What the variable stands for, or null after a finding. */
  @Nullable Bound find(String variable, Spot spot, String where) {
    Bound found = bound.get(variable);
    if (found == null && !partly) {
      String closest = Words.maybe(variable, bound.keySet());
      page.error(
          Code.UNBOUND_VARIABLE,
          spot,
          "The variable %s is not bound %s.".formatted(variable, where),
          closest == null
              ? "Maybe bind it in a condition: %s : field.".formatted(variable)
              : closest);
    }
    return found;
  }

  Set<String> names() {
    return bound.keySet();
  }
}
