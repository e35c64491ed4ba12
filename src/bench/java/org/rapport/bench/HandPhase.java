package org.rapport.bench;

import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Evidence;
import org.rapport.model.Phase;
import org.rapport.model.Value;

/**
 * The lifecycle phase, by hand.
 *
 * @param days whole days since it began
 * @param rule the rule that says so, or null for a prospect
 */
record HandPhase(Phase phase, int days, @Nullable HandRule rule) {
  private static final String STATUS = "status";
  private static final Evidence BILLING = new Evidence.AttributeNamed(STATUS);

  static HandPhase of(HandHistory history, HandSaid said) {
    Value status = history.value(STATUS);
    if (status == null) {
      return byEvents(history, said);
    }
    return status instanceof Value.Text text
        ? byStatus(text.text(), history, said)
        : prospect(history);
  }

  private static HandPhase prospect(HandHistory history) {
    return new HandPhase(Phase.PROSPECT, history.tenureDays, null);
  }

  private static HandPhase byStatus(String status, HandHistory history, HandSaid said) {
    String billing = "Billing says " + status;
    int age = history.ageDays(STATUS);
    return switch (status) {
      case "trialing" -> {
        said.match(
            HandRule.LIFECYCLE_TRIAL, billing + ".", HandSaid.bound(STATUS, status), BILLING);
        yield new HandPhase(Phase.TRIAL, age, HandRule.LIFECYCLE_TRIAL);
      }
      case "cancelled" -> {
        said.match(
            HandRule.LIFECYCLE_LAPSED, billing + ".", HandSaid.bound(STATUS, status), BILLING);
        yield new HandPhase(Phase.LAPSED, age, HandRule.LIFECYCLE_LAPSED);
      }
      case "active", "past-due" -> paying(status, billing, age, history, said);
      default -> prospect(history);
    };
  }

  private static HandPhase paying(
      String status, String billing, int age, HandHistory history, HandSaid said) {
    boolean late = status.equals("past-due");
    HandActivity started = history.activity("Subscription Started");
    Evidence event = new Evidence.Events("Subscription Started", null);
    if (started.never()) {
      HandRule rule =
          late
              ? HandRule.LIFECYCLE_PAYING_LATE_START_UNKNOWN
              : HandRule.LIFECYCLE_PAYING_START_UNKNOWN;
      String sentence =
          late
              ? "; the subscription still runs, but its start was never sent."
              : "; when the subscription started was never sent.";
      said.match(rule, billing + sentence, HandSaid.bound(STATUS, status), BILLING, event);
      return new HandPhase(Phase.PAYING, age, rule);
    }
    int days = started.daysSinceLast(history.tenureDays);
    HandRule rule = late ? HandRule.LIFECYCLE_PAYING_LATE : HandRule.LIFECYCLE_PAYING;
    String sentence =
        late
            ? "; the subscription still runs; days since it started: "
            : "; days since the subscription started: ";
    said.match(
        rule,
        billing + sentence + days + ".",
        HandSaid.bound(STATUS, status, "days", Integer.toString(days)),
        BILLING,
        event);
    return new HandPhase(Phase.PAYING, days, rule);
  }

  private static HandPhase byEvents(HandHistory history, HandSaid said) {
    HandActivity trial = history.activity("Trial Started");
    HandActivity started = history.activity("Subscription Started");
    HandActivity cancelled = history.activity("Subscription Cancelled");
    int tenure = history.tenureDays;
    if (started.never()) {
      if (trial.never() || !history.activity("Trial Ended").never()) {
        return prospect(history);
      }
      return byEvents(
          Phase.TRIAL,
          HandRule.LIFECYCLE_TRIAL_BY_EVENTS,
          trial.daysSinceLast(tenure),
          "Days since the trial started: ",
          "; it has not ended, and billing sent no status.",
          said,
          "Trial Started",
          "Trial Ended",
          "Subscription Started");
    }
    return cancelled.never()
        ? byEvents(
            Phase.PAYING,
            HandRule.LIFECYCLE_PAYING_BY_EVENTS,
            started.daysSinceLast(tenure),
            "Days since the subscription started: ",
            "; it was never cancelled, and billing sent no status.",
            said,
            "Subscription Started",
            "Subscription Cancelled")
        : byEvents(
            Phase.LAPSED,
            HandRule.LIFECYCLE_LAPSED_BY_EVENTS,
            cancelled.daysSinceLast(tenure),
            "Days since the subscription was cancelled: ",
            "; billing sent no status.",
            said,
            "Subscription Started",
            "Subscription Cancelled");
  }

  private static HandPhase byEvents(
      Phase phase,
      HandRule rule,
      int days,
      String before,
      String after,
      HandSaid said,
      String... events) {
    Evidence[] evidence = new Evidence[events.length + 1];
    evidence[0] = BILLING;
    for (int i = 0; i < events.length; i++) {
      evidence[i + 1] = new Evidence.Events(events[i], null);
    }
    said.match(
        rule, before + days + after, HandSaid.bound("days", Integer.toString(days)), evidence);
    return new HandPhase(phase, days, rule);
  }
}
