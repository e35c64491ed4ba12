package org.rapport.bench;

import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Evidence;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Level;
import org.rapport.model.Phase;
import org.rapport.model.Segment;
import org.rapport.model.Value;

/** The next best action, by hand, in the rulebase's order. */
final class HandNextStep {
  private static final Evidence SEGMENT = new Evidence.Fact("Segment");

  private HandNextStep() {}

  static void suggest(HandHistory history, HandPhase phase, HandSaid said) {
    Level churn = said.level(Segment.CHURN_RISK);
    Level trial = said.level(Segment.TRIAL_CONVERSION);
    int opened = history.activity("Support Ticket Opened").inAll;
    boolean severe =
        history.value("ticketSeverity") instanceof Value.Text severity
            && severity.text().equals("severe")
            && opened > 0
            && history.activity("Support Ticket Closed").inAll != opened;
    Evidence[] ticket = {
      new Evidence.AttributeNamed("ticketSeverity"),
      new Evidence.Events("Support Ticket Opened", null)
    };
    if (severe) {
      said.match(
          HandRule.NBA_SETTLE_SEVERE_TICKET,
          "Tickets opened in all: "
              + opened
              + "; not all of them are closed, and the latest is severe.",
          HandSaid.bound("opened", Integer.toString(opened), "severity", "severe"),
          ticket);
      said.suggest(HandRule.NBA_SETTLE_SEVERE_TICKET, "settle-ticket-first", 95);
    }
    onLevel(
        churn,
        Level.HIGH,
        HandRule.NBA_CALL_AT_HIGH_RISK,
        "The churn risk is high.",
        "call-customer",
        90,
        said);
    onLevel(
        churn,
        Level.MEDIUM,
        HandRule.NBA_CHECK_IN_AT_SOME_RISK,
        "The churn risk is medium.",
        "send-check-in",
        65,
        said);
    if (phase.phase() == Phase.LAPSED && phase.days() <= 90) {
      said.match(
          HandRule.NBA_INVITE_BACK,
          "Days since they left: " + phase.days() + "; after 90 the door is closed.",
          HandSaid.bound("days", Integer.toString(phase.days())),
          new Evidence.Fact("Customer"));
      said.suggest(HandRule.NBA_INVITE_BACK, "invite-back", 50);
    }
    onLevel(
        trial,
        Level.LIKELY,
        HandRule.NBA_ASK_TO_SUBSCRIBE,
        "Conversion is likely: the moment to ask.",
        "offer-subscription",
        80,
        said);
    onLevel(
        trial,
        Level.POSSIBLE,
        HandRule.NBA_SHOW_MORE,
        "Conversion is possible: a demo may tip it.",
        "offer-demo",
        60,
        said);
    onLevel(
        trial,
        Level.UNLIKELY,
        HandRule.NBA_FIRST_STEP,
        "Conversion is unlikely: the first step is missing.",
        "send-setup-guide",
        60,
        said);
    onLevel(
        said.level(Segment.UPSELL),
        Level.READY,
        HandRule.NBA_OFFER_UPGRADE,
        "The customer is ready for more.",
        "offer-upgrade",
        70,
        said);
    onLevel(
        said.level(Segment.TRAINING_NEED),
        Level.LIKELY,
        HandRule.NBA_OFFER_TRAINING,
        "A need for training is likely.",
        "offer-training",
        55,
        said);
    if (said.level(Segment.ADVOCACY) == Level.LIKELY
        && history.activity("Review Submitted").never()) {
      said.match(
          HandRule.NBA_ASK_FOR_REVIEW,
          "Speaking for us is likely, and there is no review yet.",
          HandSaid.bound("level", "likely"),
          SEGMENT,
          new Evidence.Events("Review Submitted", null));
      said.suggest(HandRule.NBA_ASK_FOR_REVIEW, "ask-for-review", 40);
    }
    if (severe) {
      said.match(
          HandRule.NBA_NO_SALE_WITH_SEVERE_TICKET,
          "The latest ticket is severe; tickets opened in all: "
              + opened
              + ", not all of them closed.",
          HandSaid.bound("opened", Integer.toString(opened), "severity", "severe"),
          ticket);
      said.ruleOut(HandRule.NBA_NO_SALE_WITH_SEVERE_TICKET, "offer-upgrade");
    }
    if (churn == Level.HIGH) {
      said.match(
          HandRule.NBA_NO_SALE_AT_HIGH_RISK,
          "The churn risk is high: first keep them.",
          HandSaid.bound("level", "high"),
          SEGMENT);
      said.ruleOut(HandRule.NBA_NO_SALE_AT_HIGH_RISK, "offer-upgrade");
    }
    if (history.evidence() == EvidenceLevel.THIN) {
      said.match(
          HandRule.NBA_NO_SALE_ON_THIN_EVIDENCE,
          "The evidence is thin.",
          HandSaid.bound("evidence", "thin"),
          new Evidence.Fact("Customer"));
      said.ruleOut(HandRule.NBA_NO_SALE_ON_THIN_EVIDENCE, "offer-upgrade");
    }
  }

  private static void onLevel(
      @Nullable Level level,
      Level wanted,
      HandRule rule,
      String sentence,
      String action,
      int priority,
      HandSaid said) {
    if (level == wanted) {
      said.match(rule, sentence, HandSaid.bound("level", wanted.word()), SEGMENT);
      said.suggest(rule, action, priority);
    }
  }
}
