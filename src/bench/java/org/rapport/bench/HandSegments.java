package org.rapport.bench;

import java.util.List;
import java.util.SortedMap;
import org.rapport.analysis.Evidence;
import org.rapport.model.Level;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/** The five segments, by hand, in the rulebase's order. */
final class HandSegments {
  private static final Evidence CUSTOMER = new Evidence.Fact("Customer");
  private static final Evidence SCORE = new Evidence.Fact("Score");

  private final HandHistory history;
  private final HandPhase phase;
  private final int score;
  private final int change7Days;
  private final int change30Days;
  private final List<SegmentLevel> wasIn;
  private final HandSaid said;

  HandSegments(
      HandHistory history,
      HandPhase phase,
      int score,
      int change7Days,
      int change30Days,
      List<SegmentLevel> wasIn,
      HandSaid said) {
    this.history = history;
    this.phase = phase;
    this.score = score;
    this.change7Days = change7Days;
    this.change30Days = change30Days;
    this.wasIn = wasIn;
    this.said = said;
  }

  void raise() {
    if (phase.phase() == Phase.TRIAL) {
      trialConversion();
    }
    if (phase.phase() == Phase.PAYING) {
      highChurnRisk();
      mediumChurnRisk();
      upsell();
    }
    advocacy();
    trainingNeed();
  }

  private void raise(
      HandRule rule,
      Segment segment,
      Level level,
      String sentence,
      SortedMap<String, String> bound,
      Evidence... evidence) {
    said.match(rule, sentence, bound, evidence);
    said.raise(rule, segment, level);
  }

  private Evidence events(String type, int days) {
    return new Evidence.Events(type, history.asOfDay.minusDays(days));
  }

  private static Evidence ever(String type) {
    return new Evidence.Events(type, null);
  }

  private static Evidence attribute(String name) {
    return new Evidence.AttributeNamed(name);
  }

  private static String text(int number) {
    return Integer.toString(number);
  }

  private static SortedMap<String, String> bound(String name, int value) {
    return HandSaid.bound(name, text(value));
  }

  private void trialConversion() {
    HandActivity features = history.activity("Feature Used");
    HandActivity team = history.activity("Account Added User");
    HandActivity prices = history.activity("Pricing Page Viewed");
    int days = features.activeDaysLast7Days;
    if (days >= 4) {
      raise(
          HandRule.TRIAL_DAILY_USE,
          Segment.TRIAL_CONVERSION,
          Level.LIKELY,
          "Days with a feature used in the last 7: " + days + "; 4 is most of a working week.",
          bound("days", days),
          CUSTOMER,
          events("Feature Used", 7));
    }
    if (team.last30Days >= 2 && features.last7Days > 0) {
      raise(
          HandRule.TRIAL_TEAM_CAME_IN,
          Segment.TRIAL_CONVERSION,
          Level.LIKELY,
          "Teammates who joined in the last 30 days: "
              + team.last30Days
              + "; a team does not like to start over elsewhere.",
          bound("joined", team.last30Days),
          CUSTOMER,
          events("Account Added User", 30),
          events("Feature Used", 7));
    }
    if (prices.last7Days >= 2 && days >= 2) {
      raise(
          HandRule.TRIAL_STUDIES_PRICES,
          Segment.TRIAL_CONVERSION,
          Level.LIKELY,
          "In the last 7 days, looks at the prices: "
              + prices.last7Days
              + "; days with a feature used: "
              + days
              + ".",
          HandSaid.bound("looks", text(prices.last7Days), "days", text(days)),
          CUSTOMER,
          events("Pricing Page Viewed", 7),
          events("Feature Used", 7));
    }
    if (days >= 1) {
      raise(
          HandRule.TRIAL_IN_USE,
          Segment.TRIAL_CONVERSION,
          Level.POSSIBLE,
          "Days with a feature used in the last 7: " + days + ".",
          bound("days", days),
          CUSTOMER,
          events("Feature Used", 7));
    }
    int idle = features.daysSinceLast(history.tenureDays);
    if (idle >= 3) {
      raise(
          HandRule.TRIAL_NOT_IN_USE,
          Segment.TRIAL_CONVERSION,
          Level.UNLIKELY,
          "No feature used for " + idle + " days: 3 or more.",
          bound("days", idle),
          CUSTOMER,
          ever("Feature Used"));
    }
  }

  private void highChurnRisk() {
    HandActivity signIns = history.activity("Signed In");
    int quiet = signIns.daysSinceLast(history.tenureDays);
    if (quiet >= 14 && signIns.previous30Days >= 8) {
      raise(
          HandRule.CHURN_QUIET_AFTER_BUSY_MONTH,
          Segment.CHURN_RISK,
          Level.HIGH,
          "No sign-in for "
              + quiet
              + " days, after "
              + signIns.previous30Days
              + " in the 30 days before the last 30.",
          HandSaid.bound("quiet", text(quiet), "busy", text(signIns.previous30Days)),
          CUSTOMER,
          ever("Signed In"));
    }
    if (quiet >= 30) {
      raise(
          HandRule.CHURN_LONG_SILENCE,
          Segment.CHURN_RISK,
          Level.HIGH,
          "Paying, but no sign-in for " + quiet + " days: 30 or more.",
          bound("days", quiet),
          CUSTOMER,
          ever("Signed In"));
    }
    if (history.value("renewalInDays") instanceof Value.Numeric days
        && days.millionths() <= 45 * Millionths.ONE
        && history.ageDays("renewalInDays") <= 7
        && change30Days <= -15) {
      String text = Millionths.text(days.millionths());
      raise(
          HandRule.CHURN_FADING_BEFORE_RENEWAL,
          Segment.CHURN_RISK,
          Level.HIGH,
          "Days to the renewal of the contract: "
              + text
              + "; the score moved by "
              + change30Days
              + " in 30 days.",
          HandSaid.bound("days", text, "change", text(change30Days)),
          CUSTOMER,
          attribute("renewalInDays"),
          SCORE);
    }
  }

  private void mediumChurnRisk() {
    if (change30Days <= -20) {
      raise(
          HandRule.CHURN_SCORE_DROPPED,
          Segment.CHURN_RISK,
          Level.MEDIUM,
          "The score moved by " + change30Days + " in 30 days, to " + score + ".",
          HandSaid.bound("score", text(score), "change", text(change30Days)),
          CUSTOMER,
          SCORE);
    }
    int left = history.activity("Account Removed User").last30Days;
    if (left >= 2) {
      raise(
          HandRule.CHURN_TEAM_SHRINKS,
          Segment.CHURN_RISK,
          Level.MEDIUM,
          "Teammates taken out in the last 30 days: " + left + ".",
          bound("left", left),
          CUSTOMER,
          events("Account Removed User", 30));
    }
    if (history.value("nps") instanceof Value.Numeric nps
        && nps.millionths() <= 6 * Millionths.ONE
        && history.ageDays("nps") <= 90) {
      String text = Millionths.text(nps.millionths());
      int days = history.ageDays("nps");
      raise(
          HandRule.CHURN_UNHAPPY,
          Segment.CHURN_RISK,
          Level.MEDIUM,
          "They marked us " + text + ", days since then: " + days + "; 6 or less is unhappy.",
          HandSaid.bound("nps", text, "days", text(days)),
          CUSTOMER,
          attribute("nps"));
    }
    if (history.value("status") instanceof Value.Text status && status.text().equals("past-due")) {
      int days = history.ageDays("status");
      raise(
          HandRule.CHURN_PAYMENT_OVERDUE,
          Segment.CHURN_RISK,
          Level.MEDIUM,
          "Billing says past-due; days since it was first said: " + days + ".",
          HandSaid.bound("status", "past-due", "days", text(days)),
          CUSTOMER,
          attribute("status"));
    }
    if (change7Days < 5 && wasIn.contains(new SegmentLevel(Segment.CHURN_RISK, Level.HIGH))) {
      raise(
          HandRule.CHURN_NOT_YET_RECOVERED,
          Segment.CHURN_RISK,
          Level.MEDIUM,
          "The risk was high at the last look, and the score moved by "
              + change7Days
              + " in 7 days: less than 5.",
          bound("change", change7Days),
          CUSTOMER,
          new Evidence.Fact("WasIn"),
          SCORE);
    }
    HandActivity signIns = history.activity("Signed In");
    int ago = signIns.daysSinceLast(history.tenureDays);
    int days = signIns.activeDaysLast30Days;
    if (days >= 6 && ago < 14) {
      raise(
          HandRule.CHURN_REGULAR_USE,
          Segment.CHURN_RISK,
          Level.LOW,
          "Days with a sign-in in the last 30: " + days + "; days since the latest: " + ago + ".",
          HandSaid.bound("days", text(days), "ago", text(ago)),
          CUSTOMER,
          ever("Signed In"));
    }
  }

  private void upsell() {
    if (history.value("seats") instanceof Value.Numeric seats
        && seats.millionths() > 0
        && history.value("seatsUsed") instanceof Value.Numeric used
        && used.millionths() == seats.millionths()) {
      String text = Millionths.text(seats.millionths());
      raise(
          HandRule.UPSELL_EVERY_SEAT_TAKEN,
          Segment.UPSELL,
          Level.READY,
          "Seats: " + text + ", and every one is taken.",
          HandSaid.bound("seats", text),
          CUSTOMER,
          attribute("seats"),
          attribute("seatsUsed"));
    }
    int days = history.activity("Feature Used").activeDaysLast30Days;
    if (days >= 15
        && history.value("plan") instanceof Value.Text plan
        && plan.text().equals("starter")) {
      raise(
          HandRule.UPSELL_OUTGROWS_PLAN,
          Segment.UPSELL,
          Level.READY,
          "Days with a feature used in the last 30: " + days + ", on the starter plan.",
          HandSaid.bound("days", text(days), "plan", "starter"),
          CUSTOMER,
          attribute("plan"),
          events("Feature Used", 30));
    }
    int looks = history.activity("Pricing Page Viewed").last30Days;
    if (looks >= 2 && score >= 40) {
      raise(
          HandRule.UPSELL_STUDIES_PRICES,
          Segment.UPSELL,
          Level.READY,
          "Looks at the prices in 30 days: " + looks + ", at a score of " + score + ".",
          HandSaid.bound("looks", text(looks), "score", text(score)),
          CUSTOMER,
          events("Pricing Page Viewed", 30),
          SCORE);
    }
    if (score < 40) {
      raise(
          HandRule.UPSELL_USES_LITTLE,
          Segment.UPSELL,
          Level.NOT_YET,
          "A score of " + score + " is under 40: what they have is not used up.",
          bound("score", score),
          CUSTOMER,
          SCORE);
    }
  }

  private void advocacy() {
    Value nps = history.value("nps");
    boolean paying = phase.phase() == Phase.PAYING;
    if (nps instanceof Value.Numeric mark) {
      String text = Millionths.text(mark.millionths());
      if (paying && mark.millionths() >= 9 * Millionths.ONE && score >= 40) {
        raise(
            HandRule.ADVOCACY_HAPPY_AND_ENGAGED,
            Segment.ADVOCACY,
            Level.LIKELY,
            "They marked us " + text + ", 9 or more being happy, at a score of " + score + ".",
            HandSaid.bound("nps", text, "score", text(score)),
            CUSTOMER,
            attribute("nps"),
            SCORE);
      }
      if (mark.millionths() <= 6 * Millionths.ONE) {
        raise(
            HandRule.ADVOCACY_UNHAPPY,
            Segment.ADVOCACY,
            Level.UNLIKELY,
            "They marked us " + text + "; 6 or less is unhappy.",
            HandSaid.bound("nps", text),
            attribute("nps"));
      }
    }
    if (nps == null && paying && history.tenureDays >= 90 && score >= 70) {
      raise(
          HandRule.ADVOCACY_LOYAL,
          Segment.ADVOCACY,
          Level.POSSIBLE,
          "With us for "
              + history.tenureDays
              + " days, at a score of "
              + score
              + "; nobody has asked them yet.",
          HandSaid.bound("days", text(history.tenureDays), "score", text(score)),
          CUSTOMER,
          SCORE,
          attribute("nps"));
    }
  }

  private void trainingNeed() {
    int signIns = history.activity("Signed In").last30Days;
    if (signIns >= 4 && history.activity("Feature Used").last30Days == 0) {
      raise(
          HandRule.TRAINING_COMES_BUT_DOES_NOTHING,
          Segment.TRAINING_NEED,
          Level.LIKELY,
          "Sign-ins in the last 30 days: " + signIns + "; not one feature used.",
          bound("signIns", signIns),
          events("Signed In", 30),
          events("Feature Used", 30));
    }
    int articles = history.activity("Help Article Viewed").last30Days;
    if (articles >= 6) {
      raise(
          HandRule.TRAINING_READS_HELP,
          Segment.TRAINING_NEED,
          Level.LIKELY,
          "Help articles read in the last 30 days: " + articles + "; 6 or more.",
          bound("articles", articles),
          events("Help Article Viewed", 30));
    }
    int tickets = history.activity("Support Ticket Opened").last30Days;
    if (tickets >= 3) {
      raise(
          HandRule.TRAINING_ASKS_OFTEN,
          Segment.TRAINING_NEED,
          Level.POSSIBLE,
          "Tickets opened in the last 30 days: " + tickets + ".",
          bound("tickets", tickets),
          events("Support Ticket Opened", 30));
    }
    int reports = history.activity("Report Exported").last30Days;
    if (phase.phase() == Phase.PAYING && reports >= 3) {
      raise(
          HandRule.TRAINING_KNOWS_THE_WAY,
          Segment.TRAINING_NEED,
          Level.UNLIKELY,
          "Reports exported in the last 30 days: " + reports + ".",
          bound("reports", reports),
          CUSTOMER,
          events("Report Exported", 30));
    }
  }
}
