package org.rapport.rules;

import java.util.List;
import org.kie.api.runtime.KieSession;
import org.rapport.rules.fact.Contact;
import org.rapport.rules.fact.Fact;

/** One decision's way through the stages: facts in, rules of a turn fired, within its limits. */
final class Firing {
  /** The most rule firings in one decision. */
  static final int MAX_FIRINGS = 5_000;

  /** The most facts of one decision. */
  static final int MAX_FACTS = 5_000;

  /**
   * The most contacts of one decision. A rule may look at pairs of them, and at these with one open
   * Segment or WasIn: a million combinations, which nothing can stop once they are being made.
   */
  static final int MAX_CONTACTS = 500;

  private final KieSession session;
  private final Deadline deadline;
  private int fired;
  private int facts;
  private int contacts;

  Firing(KieSession session, Deadline deadline) {
    this.session = session;
    this.deadline = deadline;
  }

  /** Facts that rules see from now on. */
  void insert(List<? extends Fact> more) {
    for (Fact fact : more) {
      facts++;
      contacts += fact instanceof Contact ? 1 : 0;
      if (facts > MAX_FACTS || contacts > MAX_CONTACTS) {
        throw new DecisionStoppedException(
            DecisionStoppedException.FACT_LIMIT,
            "There are more than %d facts or %d contacts to look at."
                .formatted(MAX_FACTS, MAX_CONTACTS));
      }
      session.insert(fact);
    }
  }

  /** Fires every rule of the turn that matches. */
  void fire(Turn turn) {
    checkDeadline();
    session.getAgenda().getAgendaGroup(turn.group()).setFocus();
    fired +=
        session.fireAllRules(
            match -> {
              checkDeadline();
              return true;
            },
            MAX_FIRINGS - fired + 1);
    if (fired > MAX_FIRINGS) {
      throw new DecisionStoppedException(
          DecisionStoppedException.FIRE_LIMIT,
          "More than %d rule firings were needed.".formatted(MAX_FIRINGS));
    }
  }

  private void checkDeadline() {
    if (deadline.passed()) {
      throw new DecisionStoppedException(
          DecisionStoppedException.DEADLINE, "The time for deciding was over.");
    }
  }
}
