package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rapport.model.DayCount;
import org.rapport.model.DecisionBasis;
import org.rapport.model.Level;
import org.rapport.model.ScorePoint;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Timeline;
import org.rapport.rules.check.RulebaseTest;
import org.rapport.rules.check.RulebaseTest.Expected;

class RulebaseTestsTest {
  private static final Instant SEEN = Instant.parse("2025-11-01T00:00:00Z");

  private static DecisionBasis learner() {
    SortedMap<String, List<DayCount>> days = new TreeMap<>();
    days.put(
        "Account Created",
        List.of(new DayCount(Histories.DAY.minusDays(9), 1, 1, new TreeMap<>())));
    days.put(
        "Quiz Passed", List.of(new DayCount(Histories.DAY.minusDays(3), 4, 4, new TreeMap<>())));
    Timeline.Part part = new Timeline.Part(null, SEEN, List.of(), days, List.of(), List.of());
    return new DecisionBasis(
        Histories.AS_OF,
        new Timeline("customer-1", List.of(part)),
        List.of(),
        List.of(),
        new TreeMap<>(),
        null,
        null,
        1);
  }

  private static List<String> differences(Expected expected) {
    RulebaseTest test = new RulebaseTest("tests/a.yaml", 1, "A case", learner(), expected);
    RulebaseTestResult result = RulebaseTests.run(Learning.loaded(), List.of(test)).get(0);
    assertThat(result.test()).isSameAs(test);
    assertThat(result.passed()).isEqualTo(result.differences().isEmpty());
    return result.differences();
  }

  private static Expected expected(
      @Nullable String phase,
      @Nullable Integer atLeast,
      @Nullable Integer atMost,
      @Nullable String band,
      List<SegmentLevel> segments,
      List<String> notIn,
      @Nullable String action,
      List<String> rules,
      List<String> rulesNot,
      Map<String, String> reasons) {
    return new Expected(
        phase,
        atLeast,
        atMost,
        band,
        segments,
        notIn,
        action,
        rules,
        rulesNot,
        new TreeMap<>(reasons));
  }

  @Test
  void whatHolds_passes() {
    assertThat(
            differences(
                expected(
                    "TRIAL",
                    11,
                    11,
                    "fading",
                    List.of(new SegmentLevel(Segment.CHURN_RISK, Level.MEDIUM)),
                    List.of("upsell"),
                    "nothing-yet",
                    List.of("weight.quiz-passed"),
                    List.of("weight.support"),
                    Map.of("weight.quiz-passed", "4 quizzes passed."))))
        .isEmpty();
  }

  @Test
  void rulesThatNoCaseMakesMatch_areNamed() {
    RulebaseTest test =
        new RulebaseTest(
            "tests/a.yaml",
            1,
            "A case",
            learner(),
            expected(
                null, null, null, null, List.of(), List.of(), null, List.of(), List.of(),
                Map.of()));
    List<RulebaseTestResult> results = RulebaseTests.run(Learning.loaded(), List.of(test));

    List<String> never = RulebaseTests.neverMatched(Learning.loaded(), results);

    assertThat(results.get(0).matched()).contains("weight.quiz-passed");
    assertThat(never).isNotEmpty().doesNotContainAnyElementsOf(results.get(0).matched());
    assertThat(never.size() + results.get(0).matched().size())
        .isEqualTo(Learning.loaded().cards().size());
    assertThat(RulebaseTests.neverMatched(Learning.loaded(), List.of()))
        .hasSize(Learning.loaded().cards().size());
  }

  @Test
  void whatDoesNotHold_isToldInPlainWords() {
    assertThat(
            differences(
                expected(
                    "PAYING",
                    12,
                    10,
                    "thriving",
                    List.of(
                        new SegmentLevel(Segment.CHURN_RISK, Level.HIGH),
                        new SegmentLevel(Segment.UPSELL, Level.READY)),
                    List.of("churn-risk"),
                    "call-customer",
                    List.of("weight.support", "weight.unheard-of"),
                    List.of("weight.quiz-passed"),
                    Map.of(
                        "weight.quiz-passed", "5 quizzes passed.",
                        "weight.support", "Help."))))
        .containsExactly(
            "The phase is TRIAL; PAYING was expected.",
            "The score is 11; at least 12 was expected.",
            "The score is 11; at most 10 was expected.",
            "The band is fading; thriving was expected.",
            """
            The level of churn-risk is medium; high was expected.
                  no rule that says high is one condition away\
            """,
            """
            The customer is not in upsell; ready was expected.
                  no rule that says ready is one condition away\
            """,
            "The customer is in churn-risk (medium), which was not expected.",
            "The action is nothing-yet; call-customer was expected. No rule suggested it.",
            "The rule weight.support did not match; it was expected to, but it needs Activity"
                + " \"Support Contacted\" with last30Days > 0, and that is 0.",
            "There is no rule weight.unheard-of.",
            "The rule weight.quiz-passed matched, which was not expected; it says: \"4 quizzes"
                + " passed.\"",
            "The rule weight.quiz-passed says \"4 quizzes passed.\"; it was expected to say \"5"
                + " quizzes passed.\"",
            "The rule weight.support did not match, because it needs Activity \"Support Contacted\""
                + " with last30Days > 0, and that is 0; it was expected to say: \"Help.\"");
  }

  @Test
  void inputs_bringTheScoresOfAWeekAndAMonthBefore() {
    var inputs = Learning.loaded().inputs(learner());

    assertThat(inputs.sevenDaysBefore()).isEqualTo(new ScorePoint(0, 1));
    assertThat(inputs.thirtyDaysBefore()).isEqualTo(new ScorePoint(0, 1));
  }
}
