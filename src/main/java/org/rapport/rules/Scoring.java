package org.rapport.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.rapport.model.CustomerHistory;
import org.rapport.model.Phase;
import org.rapport.model.Value;
import org.rapport.rules.fact.Customer;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.fact.RawPoints;
import org.rapport.rules.verb.Award;
import org.rapport.rules.verb.Lifecycle;
import org.rapport.rules.verb.ScaleForm;
import org.rapport.rules.verb.Verbs;

/** The first half of a decision: phase, points, score. */
final class Scoring {
  private final RulebaseParts parts;
  private final Firing firing;
  private final Verbs verbs;
  private final FactOrder order;

  Scoring(RulebaseParts parts, Firing firing, Verbs verbs, FactOrder order) {
    this.parts = parts;
    this.firing = firing;
    this.verbs = verbs;
    this.order = order;
  }

  /** What an award came to. */
  record Awarded(Award award, Award.Worth worth) {}

  /** Phase, points and score, and the facts they came from. */
  record Scored(
      CustomerFacts facts,
      Lifecycle.Stay stay,
      List<Awarded> awarded,
      Normalisation normalisation) {}

  /** The phase alone; a customer no rule matches is a prospect since first seen. */
  Lifecycle.Stay phase(CustomerFacts facts, SortedMap<String, Value> context) {
    insert(facts.fitting(parts.needs(), context));
    fire(Turn.LIFECYCLE);
    return verbs
        .lifecycle()
        .stay()
        .orElseGet(() -> new Lifecycle.Stay(Phase.PROSPECT, facts.tenureDays()));
  }

  /** Phase, points and score. */
  Scored score(CustomerHistory history, Instant asOf, SortedMap<String, Value> context) {
    CustomerFacts facts = new CustomerFacts(parts.catalogue(), history, asOf);
    Lifecycle.Stay stay = phase(facts, context);
    if (parts.needs().asksFor(Customer.class)) {
      insert(List.of(facts.customer(stay.phase(), stay.days())));
    }
    fire(Turn.WEIGHTS);
    long raw = 0;
    List<Awarded> awarded = new ArrayList<>();
    for (Award award : verbs.points().awards()) {
      Award.Worth worth = worth(award);
      awarded.add(new Awarded(award, worth));
      raw = Math.addExact(raw, worth.points());
    }
    if (parts.needs().asksFor(RawPoints.class)) {
      insert(List.of(new RawPoints(raw)));
    }
    fire(Turn.SCALE);
    ScaleForm form =
        verbs
            .scale()
            .form()
            .orElseThrow(
                () ->
                    new DecisionStoppedException(
                        DecisionStoppedException.RULE_FAILED,
                        "No rule says how the customer's points become a score."));
    return new Scored(facts, stay, awarded, Normalisation.of(raw, form));
  }

  private Award.Worth worth(Award award) {
    try {
      return award.worth();
    } catch (ArithmeticException beyond) {
      throw new DecisionStoppedException(
          DecisionStoppedException.RULE_FAILED,
          "The rule %s: the customer's numbers add up to more points than can be counted."
              .formatted(parts.id(award.match().rule())));
    }
  }

  void insert(List<? extends Fact> facts) {
    firing.insert(order.of(facts));
  }

  void fire(Turn turn) {
    if (parts.turns().contains(turn)) {
      firing.fire(turn);
    }
  }
}
