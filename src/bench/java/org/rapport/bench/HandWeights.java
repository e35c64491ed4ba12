package org.rapport.bench;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Evidence;
import org.rapport.bench.HandPoints.Weight;
import org.rapport.bench.HandPoints.Worth;
import org.rapport.model.Millionths;

/** The weights, by hand. */
final class HandWeights {
  /** A rule that counts occurrences: its reason is what it counts and what it says of it. */
  private record Counted(
      HandRule rule, String event, Weight weight, String variable, String before, String after) {}

  private static final Counted[] COUNTED = {
    counted(
        HandRule.WEIGHT_SIGNED_IN,
        "Signed In",
        Weight.award(1, 14, 20),
        "Sign-ins in 90 days: ",
        "; 1 point each, half as much every 14 days, 20 at most."),
    new Counted(
        HandRule.WEIGHT_FEATURE_USED,
        "Feature Used",
        new Weight(1, Millionths.ONE / 2, true, 90, 14, 40 * Millionths.ONE),
        "uses",
        "Uses of features in 90 days: ",
        "; 0.5 points a use, half as much every 14 days, 40 at most."),
    counted(
        HandRule.WEIGHT_REPORT_EXPORTED,
        "Report Exported",
        Weight.award(3, 30, 15),
        "Reports exported in 90 days: ",
        "; 3 points each, half as much every 30 days, 15 at most."),
    counted(
        HandRule.WEIGHT_INVITE_SENT,
        "Invite Sent",
        Weight.award(4, 45, 12),
        "Teammates invited in 90 days: ",
        "; 4 points each, half as much every 45 days, 12 at most."),
    counted(
        HandRule.WEIGHT_TEAMMATE_JOINED,
        "Account Added User",
        Weight.award(5, 45, 20),
        "Teammates who joined in 90 days: ",
        "; 5 points each, half as much every 45 days, 20 at most."),
    counted(
        HandRule.WEIGHT_TEAMMATE_LEFT,
        "Account Removed User",
        Weight.deduct(4, 45, 16),
        "Teammates taken out in 90 days: ",
        "; minus 4 points each, half as much every 45 days, 16 at most."),
    counted(
        HandRule.WEIGHT_PLAN_UPGRADED,
        "Plan Upgraded",
        Weight.award(12, 60, 18),
        "Upgrades in 90 days: ",
        "; 12 points each, half as much every 60 days, 18 at most."),
    counted(
        HandRule.WEIGHT_PLAN_DOWNGRADED,
        "Plan Downgraded",
        Weight.deduct(12, 60, 18),
        "Downgrades in 90 days: ",
        "; minus 12 points each, half as much every 60 days, 18 at most."),
    counted(
        HandRule.WEIGHT_TICKET_OPENED,
        "Support Ticket Opened",
        Weight.award(1, 30, 3),
        "Tickets opened in 90 days: ",
        "; 1 point each, half as much every 30 days, 3 at most."),
    counted(
        HandRule.WEIGHT_REVIEW_SUBMITTED,
        "Review Submitted",
        Weight.award(6, 60, 6),
        "Reviews written in 90 days: ",
        "; 6 points each, half as much every 60 days, 6 at most."),
  };

  private final HandPoints points = new HandPoints();

  private static Counted counted(
      HandRule rule, String event, Weight weight, String before, String after) {
    return new Counted(rule, event, weight, "n", before, after);
  }

  /**
   * The raw points.
   *
   * @param said where each match is told, or null when only the sum is asked for
   */
  long raw(HandHistory history, @Nullable HandSaid said) {
    LocalDate from = said == null ? null : history.asOfDay.minusDays(90);
    long raw = 0;
    for (Counted counted : COUNTED) {
      HandActivity activity = history.activity(counted.event);
      boolean unit = counted.weight.unit();
      if (unit ? activity.valueLast90Days > 0 : activity.last90Days > 0) {
        Worth worth = points.worth(counted.weight, activity, said != null);
        raw += worth.points();
        if (said != null) {
          String n =
              unit
                  ? Millionths.text(activity.valueLast90Days)
                  : Integer.toString(activity.last90Days);
          said.points(
              counted.rule,
              worth,
              counted.before + n + counted.after,
              HandSaid.bound(counted.variable, n),
              new Evidence.Events(counted.event, from));
        }
      }
    }
    return raw + once(history, said);
  }

  private static long once(HandHistory history, @Nullable HandSaid said) {
    long raw = 0;
    int days = history.activeDaysLast30Days();
    if (days >= 8) {
      raw +=
          once(
              HandRule.WEIGHT_MANY_DAYS,
              1,
              "days",
              days,
              "Active days in the last 30: ",
              "; 8 or more, 10 points.",
              new Evidence.Fact("AllActivity"),
              said);
    }
    int kinds = history.eventTypesLast30Days;
    if (kinds >= 5) {
      raw +=
          once(
              HandRule.WEIGHT_MANY_THINGS,
              1,
              "kinds",
              kinds,
              "Different things done in 30 days: ",
              "; 5 or more, 10 points.",
              new Evidence.Fact("AllActivity"),
              said);
    }
    int quiet = history.activity("Signed In").daysSinceLast(history.tenureDays);
    if (quiet >= 14) {
      raw +=
          once(
              HandRule.WEIGHT_SILENCE,
              -1,
              "days",
              quiet,
              "Days without a sign-in: ",
              "; 14 or more, minus 10 points.",
              new Evidence.Events("Signed In", null),
              said);
    }
    return raw;
  }

  private static long once(
      HandRule rule,
      int sign,
      String variable,
      int value,
      String before,
      String after,
      Evidence evidence,
      @Nullable HandSaid said) {
    if (said != null) {
      said.points(
          rule,
          HandPoints.once(sign, 10),
          before + value + after,
          HandSaid.bound(variable, Integer.toString(value)),
          evidence);
    }
    return sign * 10L * Millionths.ONE;
  }
}
