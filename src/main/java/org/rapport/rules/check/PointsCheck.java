package org.rapport.rules.check;

import java.util.List;
import java.util.Set;
import org.rapport.rules.check.RuleFileSyntax.Call;
import org.rapport.rules.check.RuleFileSyntax.Value;
import org.rapport.rules.check.RuleFileSyntax.Word;

/** Checks that the qualifiers of a points verb go together. */
final class PointsCheck {
  private final Names names;
  private final Variables variables;
  private final Findings.Page page;

  PointsCheck(Names names, Variables variables, Findings.Page page) {
    this.names = names;
    this.variables = variables;
    this.page = page;
  }

  /**
   * @param calls the verb and its qualifiers
   * @param qualifiers the qualifiers' names
   */
  void check(List<Call> calls, Set<String> qualifiers) {
    Word verb = calls.get(0).name();
    if (qualifiers.contains("once")) {
      if (qualifiers.size() > 1) {
        conflict(verb, "\"once\" goes with no other qualifier.", "Maybe leave the others out.");
      }
      return;
    }
    boolean each = qualifiers.contains("each");
    boolean eachUnit = qualifiers.contains("eachUnit");
    if (each && eachUnit) {
      conflict(
          verb, "\"each\" and \"eachUnit\" do not go together.", "Maybe make two rules of it.");
    } else if (!each && !eachUnit) {
      page.error(
          Code.MISSING_QUALIFIER,
          verb.spot(),
          "The rule does not say how many points: each, eachUnit or once.",
          "Maybe add: .each( 1 ).");
    }
    if (!calls.get(0).arguments().isEmpty()) {
      activity(verb, calls.get(0).arguments().get(0), eachUnit);
    }
  }

  private void activity(Word verb, Value given, boolean eachUnit) {
    if (!(given.operand() instanceof Operand.Variable variable)
        || !variables.names().contains(variable.name())) {
      return; // Told already.
    }
    if (!(variables.find(variable.name(), given.spot(), "") instanceof Variables.WholeFact whole)) {
      return; // Told already.
    }
    Catalogue.EventEntry event = names.event(whole.name());
    if (!whole.fact().name().equals("Activity")) {
      page.error(
          Code.WRONG_ARGUMENT,
          given.spot(),
          "Only an Activity has occurrences to count, but %s stands for %s."
              .formatted(variable.name(), whole.fact().name()),
          "Maybe say .once( ... ) instead.");
    } else if (eachUnit && event != null && event.valueProperty() == null) {
      page.error(
          Code.NO_NUMERIC_VALUE,
          verb.spot(),
          "\"eachUnit\" needs a numeric value, but \"%s\" has none in the catalogue."
              .formatted(whole.name()),
          "Maybe add to its entry: value: properties.some-number");
    }
  }

  private void conflict(Word verb, String message, String maybe) {
    page.error(Code.QUALIFIER_CONFLICT, verb.spot(), message, maybe);
  }
}
