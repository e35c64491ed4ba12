package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.rules.Histories.AS_OF;
import static org.rapport.rules.RuleTree.bind;
import static org.rapport.rules.RuleTree.call;
import static org.rapport.rules.RuleTree.rule;
import static org.rapport.rules.RuleTree.test;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Millionths;
import org.rapport.rules.check.Stage;

/** What stops one decision never touches the next, which gets the same session from the pool. */
class FallbackTest {
  private static Rulebase rulebase;

  @BeforeAll
  static void compile() {
    rulebase =
        Learning.load(
            Learning.with(
                rule(Stage.NORMALISATION, "scale.many-quizzes", "Counts otherwise.")
                    .when(null, "RawPoints", test("value", ">=", 0))
                    .when(
                        null,
                        "Activity",
                        test("event", "==", "Quiz Passed"),
                        test("inAll", ">", 50))
                    .then("scale", call("saturating", 30)),
                rule(Stage.NEXT_BEST_ACTION, "nba.pairs", "Pairs of contacts.")
                    .when(null, "Contact", bind("$outcome", "outcome"))
                    .when(null, "Contact", test("outcome", "==", "$outcome"))
                    .then("action", call("suggest", "show-tour", 5))));
  }

  private static DecisionInputs plain() {
    return Histories.customer().did("Account Created", 9, 1).minutes(3, 4, 60).inputs();
  }

  private static void expectFallback(Outcome outcome, String code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Fallback.class,
            fallback -> {
              assertThat(fallback.code()).isEqualTo(code);
              assertThat(fallback.reason()).isNotBlank();
              assertThat(fallback.defaultAction()).isEqualTo("nothing-yet");
              assertThat(fallback.payloadJson()).isEqualTo("{\"quiet\":true}");
            });
  }

  /** Decides well before and after as many failures as there may be sessions. */
  private static void failing(DecisionInputs inputs, Deadline deadline, String code) {
    Outcome before = rulebase.decide(plain(), Deadline.NONE);
    assertThat(before).isInstanceOf(Outcome.Decided.class);
    for (int i = 0; i < 5; i++) {
      expectFallback(rulebase.decide(inputs, deadline), code);
      assertThat(rulebase.decide(plain(), Deadline.NONE)).isEqualTo(before);
    }
  }

  @Test
  void deadlinePassed_beforeAnything() {
    failing(plain(), () -> true, "deadline");
  }

  @Test
  void deadlinePassed_betweenFirings() {
    for (int firings = 1; firings < 8; firings++) {
      AtomicInteger left = new AtomicInteger(firings);
      expectFallback(rulebase.decide(plain(), () -> left.getAndDecrement() <= 0), "deadline");
      assertThat(rulebase.decide(plain(), Deadline.NONE)).isInstanceOf(Outcome.Decided.class);
    }
  }

  @Test
  void conflictingVerbs() {
    failing(
        Histories.customer().did("Quiz Passed", 2, 51).inputs(),
        Deadline.NONE,
        "conflicting-verbs");
    assertThatThrownBy(
            () -> rulebase.score(Histories.customer().did("Quiz Passed", 2, 51).history(), AS_OF))
        .isInstanceOfSatisfying(
            ScoringFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo("conflicting-verbs"));
  }

  @Test
  void tooManyFirings() {
    Histories contacted = Histories.customer();
    int contacts = (int) Math.ceil(Math.sqrt(Firing.MAX_FIRINGS)) + 1;
    for (int i = 0; i < contacts; i++) {
      contacted.contacted("show-tour", "ignored", i);
    }
    failing(contacted.inputs(), Deadline.NONE, "fire-limit");
  }

  @Test
  void tooManyContacts() {
    Histories contacted = Histories.customer();
    for (int i = 0; i <= Firing.MAX_CONTACTS; i++) {
      contacted.contacted("show-tour", "ignored", i);
    }
    failing(contacted.inputs(), Deadline.NONE, "fact-limit");
  }

  @Test
  void joinsWithinTheLimit_areDecided() {
    Histories contacted = Histories.customer();
    for (int i = 0; i < 20; i++) {
      contacted.contacted("show-tour", "ignored", i);
    }

    assertThat(rulebase.decide(contacted.inputs(), Deadline.NONE))
        .isInstanceOf(Outcome.Decided.class);
  }

  @Test
  void sumsThatDoNotFit() {
    failing(
        Histories.customer()
            .did("Lesson Watched", 1, 1, "minutes", Long.MAX_VALUE)
            .did("Lesson Watched", 2, 1, "minutes", Millionths.ONE)
            .inputs(),
        Deadline.NONE,
        "rule-failed");
  }

  @Test
  void valuesThatOverflowedTheSumOfAnActivity_areNamedInTheReason() {
    DecisionInputs hostile =
        Histories.customer()
            .did("Lesson Watched", 1, 9_000, "minutes", Long.MAX_VALUE - 1)
            .did("Lesson Watched", 2, 9_000, "minutes", Long.MAX_VALUE - 1)
            .inputs();

    assertThat(rulebase.decide(hostile, Deadline.NONE))
        .isInstanceOfSatisfying(
            Outcome.Fallback.class,
            fallback ->
                assertThat(fallback.reason())
                    .isEqualTo(
                        "The rule weight.minutes: the customer's numbers add up to more points"
                            + " than can be counted."));
  }

  @Test
  void valuesThatOverflowTheSumOfAnActivity_doNotStopWhatNoRuleCounts() {
    DecisionInputs hostile =
        Histories.customer()
            .did("Subscription Purchased", 1, 9_000, "amount", Long.MAX_VALUE)
            .did("Subscription Purchased", 2, 9_000, "amount", Long.MAX_VALUE)
            .inputs();

    assertThat(rulebase.decide(hostile, Deadline.NONE)).isInstanceOf(Outcome.Decided.class);
  }
}
