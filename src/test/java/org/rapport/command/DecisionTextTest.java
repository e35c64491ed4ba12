package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.PhaseAnalysis;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Phase;
import org.rapport.model.RulebaseRef;

class DecisionTextTest {
  private static final String REASON = "Days since the trial started: {n}; it has not ended.";

  private static List<String> text(int daysInPhase) {
    return DecisionText.of(
        new Decision(
            UUID.fromString("019ca8a7-26da-7000-8000-00000000002a"),
            "a-customer-whose-id-is-as-long-as-a-uuid",
            Instant.parse("2026-03-01T09:30:00.250123Z"),
            Instant.parse("2026-03-01T09:30:00.263Z"),
            new RulebaseRef(
                "subscription", "sha256:" + "1f".repeat(32), "sha256:" + "9a".repeat(32)),
            new Outcome.Decided(
                new DecisionAnalysis(
                    new PhaseAnalysis(Phase.TRIAL, daysInPhase, List.of()),
                    EvidenceLevel.OK,
                    new ScoreAnalysis(100, 102_418_733, 100_000_000L, "thriving", 7, 21, List.of()),
                    List.of(),
                    List.of(),
                    List.of(
                        new Conclusion.Chosen(
                            "offer-demo", 1, 60_000_000, "{}", List.of(), List.of(REASON))),
                    List.of()))));
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    assertThat(text(11)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void oneDayIsNotDays() {
    assertThat(text(1)).contains("Phase     trial for 1 day; evidence ok");
    assertThat(text(0)).contains("Phase     trial for 0 days; evidence ok");
  }
}
