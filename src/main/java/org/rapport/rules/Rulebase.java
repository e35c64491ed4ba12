package org.rapport.rules;

import java.time.Instant;
import java.util.List;
import org.rapport.analysis.FactView;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleCard;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.RulebaseRef;
import org.rapport.model.ScorePoint;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.check.CheckedRulebase;

/**
 * A loaded rulebase: decides. Safe for use by several threads at once; to retire it, drop the
 * reference.
 */
public final class Rulebase {
  private final CheckedRulebase checked;
  private final RulebaseRef ref;

  private Rulebase(CheckedRulebase checked, RulebaseRef ref) {
    this.checked = checked;
    this.ref = ref;
  }

  /** Loads compiled bytes; blocks for tenths of a second. */
  public static Rulebase load(CheckedRulebase checked, CompiledRulebase compiled) {
    return new Rulebase(checked, compiled.ref());
  }

  /** Name, version and build. */
  public RulebaseRef ref() {
    return ref;
  }

  /** The dictionary. */
  public Catalogue catalogue() {
    return checked.catalogue();
  }

  /** Every rule's card, by stage, then place in the file. */
  public List<RuleCard> cards() {
    return checked.rules().stream().map(rule -> rule.card()).toList();
  }

  /**
   * The inputs of a decision: the history as of its instant, and the scores of seven and thirty
   * days before, recomputed by these rules.
   *
   * @throws ScoringFailedException when the rules cannot be brought to a score
   */
  public DecisionInputs inputs(DecisionBasis basis) {
    throw new UnsupportedOperationException(basis.toString());
  }

  /**
   * Decides. Never throws for what a rule does: that comes back as a {@link Outcome.Fallback}, and
   * no other decision is touched.
   */
  public Outcome decide(DecisionInputs inputs, Deadline deadline) {
    throw new UnsupportedOperationException(inputs.toString() + deadline);
  }

  /**
   * The score alone (lifecycle, weights, scale): for the trend and for changes over 7 and 30 days.
   *
   * @throws ScoringFailedException when the rules cannot be brought to a score
   */
  public ScorePoint score(CustomerHistory history, Instant asOf) {
    throw new UnsupportedOperationException(history.toString() + asOf);
  }

  /** The facts as of an instant that rules see of a customer, the lifecycle phase included. */
  public List<FactView> facts(CustomerHistory history, Instant asOf) {
    throw new UnsupportedOperationException(history.toString() + asOf);
  }
}
