package org.rapport.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Evidence;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.NormalisationStep;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.PhaseAnalysis;
import org.rapport.analysis.PointsBreakdown;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.RuleCard;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.AttributeReading;
import org.rapport.model.Contact;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.DecisionInputs;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Level;
import org.rapport.model.Phase;
import org.rapport.model.RulebaseRef;
import org.rapport.model.ScorePoint;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/** Decisions made by hand, small enough to be checked by eye. */
final class SampleDecisions {

  static final Instant AS_OF = Instant.parse("2026-03-01T09:30:00.250Z");
  static final RulebaseRef RULEBASE = new RulebaseRef("learning", "sha256:1f2e", "sha256:9a8b");

  private SampleDecisions() {}

  static Decision of(Outcome outcome) {
    return new Decision(
        UUID.fromString("019ca8a7-26da-7000-8000-00000000002a"),
        "ana/1",
        AS_OF,
        Instant.parse("2026-03-01T09:30:00.263Z"),
        RULEBASE,
        outcome);
  }

  static Outcome.Fallback fallback() {
    return new Outcome.Fallback(
        "deadline",
        "Deciding took longer than the 200 ms allowed.",
        "nothing-yet",
        "{\"note\":\"wait\"}");
  }

  static List<RuleCard> cards() {
    return rules().stream().map(RuleAnalysis::card).toList();
  }

  static Outcome.Decided decided() {
    return new Outcome.Decided(
        new DecisionAnalysis(
            new PhaseAnalysis(Phase.PAYING, 41, List.of("lifecycle.paying")),
            EvidenceLevel.OK,
            new ScoreAnalysis(
                37,
                74_250_000,
                200_000_000L,
                "fading",
                -12,
                null,
                List.of(
                    new NormalisationStep("scale", "scale.reference", 74_250_000, 37_125_000),
                    new NormalisationStep("clamp", null, 37_125_000, 37_125_000),
                    new NormalisationStep("round", null, 37_125_000, 37_000_000))),
            rules(),
            List.of(
                new Conclusion.InSegment(
                    new SegmentLevel(Segment.CHURN_RISK, Level.HIGH),
                    List.of("churn.quiet-after-busy-month"),
                    List.of("No lesson for 16 days, after 11 the month before."))),
            List.of(
                new Conclusion.Chosen(
                    "call-customer",
                    1,
                    70_000_000,
                    "{\"script\":\"renewal\",\"tries\":2.50}",
                    List.of("nba.call-before-renewal"),
                    List.of("At high risk of leaving: a call may help."))),
            List.of(
                new NotChosen(
                    "offer-seats",
                    "ruled-out",
                    "Nothing is sold to a customer about to leave.",
                    "nba.no-offers-at-risk"))));
  }

  private static List<RuleAnalysis> rules() {
    return List.of(
        rule(
            "lifecycle.paying",
            "A plan was bought",
            "Bought {$plan}.",
            "lifecycle.drl",
            8,
            match(0, null, "Bought Monthly.", Map.of("plan", "Monthly"), attribute("plan"))),
        rule(
            "weight.lesson-watched",
            "Every lesson watched counts",
            "{$n} lessons watched in 90 days.",
            "weights.drl",
            7,
            match(
                72_250_000,
                new PointsBreakdown(2_000_000, false, 47_000_000, 90, 21, 72_250_000, 100_000_000L),
                "47 lessons watched in 90 days.",
                Map.of("n", "47"),
                new Evidence.Events("Lesson Watched", LocalDate.parse("2025-12-01")))),
        rule(
            "weight.any-visit",
            "Any visit counts",
            "{$d} days with a visit.",
            "weights.drl",
            16,
            match(
                5_000_000,
                null,
                "9 days with a visit.",
                Map.of("d", "9"),
                new Evidence.Fact("AllActivity"))),
        rule(
            "weight.ticket",
            "A ticket costs points",
            "{$n} tickets.",
            "weights.drl",
            25,
            match(
                -4_333_333,
                new PointsBreakdown(4_333_333, false, 1_000_000, null, null, -4_333_333, null),
                "1 tickets.",
                Map.of("n", "1"),
                new Evidence.Events("Ticket Opened", null))),
        rule(
            "weight.referral",
            "A referral counts",
            "{$n} referrals.",
            "weights.drl",
            34,
            match(
                1_333_333,
                new PointsBreakdown(1_333_333, false, 1_000_000, 30, null, 1_333_333, null),
                "1 referrals.",
                Map.of("n", "1"),
                new Evidence.Events("Friend Referred", LocalDate.parse("2026-01-30")))),
        rule("weight.course-finished", "A finished course counts", "Done.", "weights.drl", 43),
        rule(
            "scale.reference",
            "Points are told against the reference",
            "200 points are 100.",
            "normalisation.drl",
            6,
            match(0, null, "200 points are 100.", Map.of(), new Evidence.Fact("RawPoints"))));
  }

  private static Evidence attribute(String name) {
    return new Evidence.AttributeNamed(name);
  }

  private static RuleAnalysis rule(
      String id, String title, String reason, String file, int line, MatchAnalysis... matches) {
    return new RuleAnalysis(
        new RuleCard(id, title, reason, id.equals("weight.ticket") ? "support" : null, file, line),
        List.of(matches).stream().mapToLong(MatchAnalysis::points).sum(),
        new Matches.Listed(List.of(matches)));
  }

  private static MatchAnalysis match(
      long points,
      @org.jspecify.annotations.Nullable PointsBreakdown breakdown,
      String sentence,
      Map<String, String> bindings,
      Evidence evidence) {
    return new MatchAnalysis(
        points, breakdown, sentence, new TreeMap<>(bindings), List.of(evidence));
  }

  static DecisionInputs inputs() {
    TreeMap<String, List<DayCount>> days = new TreeMap<>();
    days.put(
        "Lesson Watched",
        List.of(
            new DayCount(LocalDate.parse("2026-02-12"), 2, 2, new TreeMap<>()),
            new DayCount(
                LocalDate.parse("2026-02-13"),
                1,
                0,
                new TreeMap<>(
                    Map.of(
                        "minutes",
                        new DayValue(
                            1, 12_500_000, 12_500_000, Instant.parse("2026-02-13T12:00:00Z")))))));
    TreeMap<String, Value> context = new TreeMap<>();
    context.put("page", new Value.Text("pricing \"now\""));
    context.put("seats", new Value.Numeric(3_000_000));
    context.put("trialing", new Value.Flag(false));
    return new DecisionInputs(
        AS_OF,
        new CustomerHistory(
            "ana/1",
            "acme",
            Instant.parse("2025-12-01T00:00:00Z"),
            days,
            List.of(
                new AttributeReading(
                    "", "country", new Value.Removed(), Instant.parse("2026-01-05T00:00:00Z")),
                new AttributeReading(
                    "Subscription Purchased",
                    "plan",
                    new Value.Text("Monthly"),
                    Instant.parse("2026-01-19T08:00:00Z")))),
        new ScorePoint(98_100_000, 49),
        null,
        List.of(new SegmentLevel(Segment.CHURN_RISK, Level.MEDIUM)),
        List.of(new Contact("call-customer", "rejected", "phone", 12)),
        context,
        null,
        "phone",
        1);
  }
}
