package org.rapport.rules.check;

import java.util.List;
import org.rapport.analysis.RuleCard;

/**
 * A rule whose every part was checked.
 *
 * @param stage the stage it belongs to
 * @param card id, title, reason, owner, file and line
 * @param conditions in the order written
 * @param verb the consequence
 */
public record CheckedRule(Stage stage, RuleCard card, List<Condition> conditions, VerbCall verb) {
  public CheckedRule {
    conditions = List.copyOf(conditions);
  }
}
