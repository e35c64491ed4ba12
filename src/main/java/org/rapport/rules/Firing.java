package org.rapport.rules;

import java.util.List;
import org.kie.api.runtime.KieSession;
import org.rapport.rules.fact.Fact;

/** One decision's way through the stages: facts in, rules of a turn fired, within its limits. */
final class Firing {
  /** The most rule firings in one decision. */
  static final int MAX_FIRINGS = 5_000;

  private final KieSession session;
  private final Deadline deadline;
  private int fired;

  Firing(KieSession session, Deadline deadline) {
    this.session = session;
    this.deadline = deadline;
  }

  /** Facts that rules see from now on. */
  void insert(List<? extends Fact> facts) {
    for (Fact fact : facts) {
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
