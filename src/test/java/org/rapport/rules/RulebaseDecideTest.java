package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.rules.Histories.AS_OF;
import static org.rapport.rules.Histories.DAY;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Evidence;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.PhaseAnalysis;
import org.rapport.analysis.PointsBreakdown;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.RuleCard;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DecisionInputs;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Level;
import org.rapport.model.Phase;
import org.rapport.model.ScorePoint;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/** What a decision says and how it explains itself. */
class RulebaseDecideTest {
  private static final Rulebase RULEBASE = Learning.loaded();

  private static DecisionAnalysis decide(DecisionInputs inputs) {
    Outcome outcome = RULEBASE.decide(inputs, Deadline.NONE);
    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    return ((Outcome.Decided) outcome).analysis();
  }

  private static Histories quietPayer() {
    return Histories.customer()
        .did("Account Created", 100, 1)
        .did("Subscription Purchased", 20, 1)
        .has("Subscription Purchased", "plan", new Value.Text("Monthly"), 20)
        .minutes(20, 5, 200)
        .minutes(40, 9, 300);
  }

  private static List<MatchAnalysis> matches(DecisionAnalysis analysis, String rule) {
    RuleAnalysis found =
        analysis.rules().stream()
            .filter(each -> each.card().id().equals(rule))
            .findFirst()
            .orElseThrow();
    return ((Matches.Listed) found.matches()).matches();
  }

  @Test
  void everyRule_isPresent_inRulebaseOrder() {
    DecisionAnalysis analysis = decide(quietPayer().inputs());

    assertThat(analysis.rules())
        .extracting(RuleAnalysis::card)
        .containsExactlyElementsOf(Learning.rules().stream().map(rule -> rule.card()).toList());
    assertThat(RULEBASE.cards()).extracting(RuleCard::id).contains("upsell.monthly");
    assertThat(matches(analysis, "upsell.monthly")).isEmpty();
  }

  @Test
  void match_showsSentenceBindingsEvidenceAndPoints() {
    assertThat(matches(decide(quietPayer().inputs()), "weight.minutes"))
        .containsExactly(
            new MatchAnalysis(
                6_500_000,
                new PointsBreakdown(13_000, true, 500_000_000, null, null, 6_500_000, null),
                "500 minutes of lessons.",
                new TreeMap<>(Map.of("m", "500")),
                List.of(new Evidence.Events("Lesson Watched", null))));
  }

  @Test
  void evidence_ofAwards_isTheVerbsWindow() {
    assertThat(matches(decide(quietPayer().inputs()), "weight.lesson-watched").get(0).evidence())
        .containsExactly(new Evidence.Events("Lesson Watched", DAY.minusDays(90)));
  }

  @Test
  void evidence_namesEveryFactMatched() {
    DecisionAnalysis analysis = decide(quietPayer().inputs());

    assertThat(matches(analysis, "churn.quiet").get(0).evidence())
        .containsExactly(
            new Evidence.Fact("Customer"), new Evidence.Events("Lesson Watched", null));
    assertThat(matches(analysis, "nba.year").get(0).evidence())
        .containsExactly(new Evidence.AttributeNamed("plan"));
  }

  @Test
  void sentences_holdPhasesDecimalsAndTexts() {
    DecisionAnalysis analysis =
        decide(
            Histories.customer()
                .did("Account Created", 5, 1)
                .did("Lesson Watched", 1, 4, "minutes", 1_250_000)
                .has("", "seats", new Value.Numeric(2_500_000), 3)
                .inputs());

    assertThat(matches(analysis, "trial.learns").get(0).sentence())
        .isEqualTo("On trial and learning, 4 lessons.");
    assertThat(matches(analysis, "weight.minutes").get(0).sentence())
        .isEqualTo("1.25 minutes of lessons.");
    assertThat(matches(analysis, "weight.seats").get(0).sentence()).isEqualTo("2.5 seats.");
  }

  @Test
  void segments_takeTheHighestLevel_andTheRulesThatRaisedIt() {
    DecisionAnalysis analysis =
        decide(quietPayer().was(new SegmentLevel(Segment.CHURN_RISK, Level.HIGH)).inputs());

    assertThat(matches(analysis, "churn.was-high")).hasSize(1);
    assertThat(analysis.segments())
        .containsExactly(
            new Conclusion.InSegment(
                new SegmentLevel(Segment.CHURN_RISK, Level.HIGH),
                List.of("churn.quiet"),
                List.of("No lesson for 20 days, after 9.")),
            new Conclusion.InSegment(
                new SegmentLevel(Segment.TRAINING_NEED, Level.LIKELY),
                List.of("training.no-quiz"),
                List.of("14 lessons and no quiz.")));
  }

  @Test
  void phase_namesItsRules() {
    assertThat(decide(quietPayer().inputs()).phase())
        .isEqualTo(new PhaseAnalysis(Phase.PAYING, 20, List.of("lifecycle.pays")));
  }

  @Test
  void actions_areRankedByPriorityThenId() {
    DecisionAnalysis analysis = decide(quietPayer().asksFor(null, null, 2).inputs());

    assertThat(analysis.actions())
        .containsExactly(
            new Conclusion.Chosen(
                "call-customer",
                1,
                80_000_000,
                "{\"script\":\"renewal\"}",
                List.of("nba.call"),
                List.of("The risk is high.")),
            new Conclusion.Chosen(
                "offer-year",
                2,
                50_000_000,
                "{}",
                List.of("nba.year"),
                List.of("On the plan Monthly for 20 days.")));
    assertThat(analysis.notChosen())
        .containsExactly(
            new NotChosen(
                "show-tour",
                "outranked",
                "As urgent as offer-year (priority 50), which comes first by name.",
                "nba.year"));
  }

  @Test
  void ruledOutActions_areNotChosen_whoeverSuggestsThem() {
    DecisionAnalysis analysis =
        decide(quietPayer().contacted("call-customer", "rejected", 12).inputs());

    assertThat(analysis.actions())
        .extracting(Conclusion.Chosen::action)
        .containsExactly("offer-year");
    assertThat(analysis.notChosen())
        .contains(
            new NotChosen(
                "call-customer", "ruled-out", "Refused a call 12 days ago.", "nba.refused-a-call"));
  }

  @Test
  void channelAndPlacement_leaveOnlyActionsThatFit() {
    DecisionAnalysis byPhone = decide(quietPayer().asksFor("phone", null, 9).inputs());
    DecisionAnalysis atHome = decide(quietPayer().asksFor(null, "home", 9).inputs());

    assertThat(byPhone.actions())
        .extracting(Conclusion.Chosen::action)
        .containsExactly("call-customer");
    assertThat(byPhone.notChosen())
        .contains(
            new NotChosen(
                "show-tour",
                "other-channel",
                "Its channel is in-app, and phone was asked for.",
                null));
    assertThat(atHome.actions()).extracting(Conclusion.Chosen::action).containsExactly("show-tour");
    assertThat(atHome.notChosen())
        .contains(
            new NotChosen(
                "offer-year",
                "other-placement",
                "Its placement is not home, which was asked for: it has none.",
                null));
  }

  @Test
  void nothingThatFits_isTheDefaultAction() {
    DecisionAnalysis analysis = decide(quietPayer().asksFor("pigeon", null, 9).inputs());

    assertThat(analysis.actions())
        .containsExactly(
            new Conclusion.Chosen("nothing-yet", 1, 0, "{\"quiet\":true}", List.of(), List.of()));
    assertThat(analysis.notChosen()).extracting(NotChosen::code).containsOnly("other-channel");
  }

  @Test
  void unknownCustomer_isAProspectWithoutEvidence() {
    DecisionAnalysis analysis =
        decide(
            new DecisionInputs(
                AS_OF,
                CustomerHistory.unknown("stranger"),
                null,
                null,
                List.of(),
                List.of(),
                new TreeMap<>(),
                null,
                null,
                1));

    assertThat(analysis.phase()).isEqualTo(new PhaseAnalysis(Phase.PROSPECT, 0, List.of()));
    assertThat(analysis.evidence()).isEqualTo(EvidenceLevel.NONE);
    assertThat(analysis.score().value()).isEqualTo(1);
    assertThat(analysis.score().rawMillionths()).isZero();
    assertThat(analysis.actions().get(0).action()).isEqualTo("nothing-yet");
  }

  @Test
  void evidence_isThinForNewcomersAndForTheRarelySeen() {
    Histories newcomer = Histories.customer().seen(6).minutes(1, 9, 1);
    Histories rare = Histories.customer().seen(100).minutes(91, 9, 1).minutes(90, 2, 1);
    Histories known = Histories.customer().seen(7).minutes(90, 3, 1);
    Histories signedUp = Histories.customer().seen(60).did("Account Created", 60, 1);

    assertThat(decide(newcomer.inputs()).evidence()).isEqualTo(EvidenceLevel.THIN);
    assertThat(decide(rare.inputs()).evidence()).isEqualTo(EvidenceLevel.THIN);
    assertThat(decide(known.inputs()).evidence()).isEqualTo(EvidenceLevel.OK);
    assertThat(decide(signedUp.inputs()).evidence()).isEqualTo(EvidenceLevel.NONE);
  }

  @Test
  void changes_areNowMinusThen_andAbsentWhenUnknownThen() {
    DecisionInputs inputs = quietPayer().inputs();
    DecisionInputs before =
        new DecisionInputs(
            inputs.asOf(),
            inputs.history(),
            new ScorePoint(0, 30),
            null,
            inputs.wasIn(),
            inputs.contacts(),
            inputs.context(),
            null,
            null,
            1);

    assertThat(decide(before).score().change7Days()).isEqualTo(14 - 30);
    assertThat(decide(before).score().change30Days()).isNull();
  }

  @Test
  void score_isTheScoreOfTheDecision() {
    DecisionInputs inputs = quietPayer().inputs();

    ScorePoint point = RULEBASE.score(inputs.history(), inputs.asOf());

    assertThat(point.score()).isEqualTo(decide(inputs).score().value());
    assertThat(point.rawMillionths()).isEqualTo(decide(inputs).score().rawMillionths());
  }

  @Test
  void earlierScore_forgetsWhatHappenedSince() {
    CustomerHistory history = quietPayer().history();

    assertThat(RULEBASE.score(history, AS_OF.plus(Duration.ofDays(60))).rawMillionths())
        .isLessThan(RULEBASE.score(history, AS_OF).rawMillionths());
  }

  @Test
  void attributes_takeTheLatestReadingOfAnyOrigin() {
    Histories stated = quietPayer().has("", "plan", new Value.Text("Annual"), 3);
    Histories earlier = quietPayer().has("", "plan", new Value.Text("Annual"), 60);
    Histories removed = quietPayer().has("", "plan", new Value.Removed(), 1);
    Histories number = quietPayer().has("", "plan", new Value.Numeric(5), 1);

    assertThat(matches(decide(stated.inputs()), "nba.year")).isEmpty();
    assertThat(matches(decide(earlier.inputs()), "nba.year")).hasSize(1);
    assertThat(matches(decide(removed.inputs()), "nba.year")).isEmpty();
    assertThat(matches(decide(number.inputs()), "nba.year")).isEmpty();
  }

  @Test
  void facts_areShownByTheNamesOfTheRuleLanguage() {
    assertThat(RULEBASE.facts(quietPayer().history(), AS_OF))
        .extracting(view -> view.fact() + view.fields().get(0).value())
        .contains(
            "Customer" + new Value.Text("PAYING"),
            "Activity" + new Value.Text("Quiz Passed"),
            "AllActivity" + new Value.Flag(false),
            "Attribute" + new Value.Text("plan"));
  }
}
