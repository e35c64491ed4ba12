package org.rapport.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.analysis.Outcome;
import org.rapport.json.AnswerJson;
import org.rapport.json.RecordBody;
import org.rapport.model.DayCount;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Explain;
import org.rapport.model.Timeline;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.ScoringFailedException;

/**
 * Decides a few times about made-up customers, and keeps nothing of it, so that the first real
 * customer does not wait for classes to be loaded.
 */
final class WarmUp {

  private static final int ROUNDS = 20;
  private static final int DAYS = 40;

  private WarmUp() {}

  static void of(Rulebase rulebase, Instant asOf) {
    for (int round = 0; round < ROUNDS; round++) {
      // A rulebase that cannot score made-up customers may still score real ones.
      decide(rulebase, asOf, new Timeline("warm-up", List.of()));
      decide(rulebase, asOf, busy(rulebase, asOf));
    }
  }

  private static void decide(Rulebase rulebase, Instant asOf, Timeline timeline) {
    DecisionBasis basis =
        new DecisionBasis(
            asOf, timeline, List.of(), List.of(), Collections.emptySortedMap(), null, null, 1);
    try {
      DecisionInputs inputs = rulebase.inputs(basis);
      Outcome outcome = rulebase.decide(inputs, Deadline.NONE);
      new RecordBody(Explain.FULL, inputs, outcome).bytes();
      AnswerJson.evaluation("warm-up", asOf, asOf, rulebase.ref(), outcome, Explain.FULL);
    } catch (ScoringFailedException unscored) {
      return;
    }
  }

  /** A customer who did everything on every day. */
  private static Timeline busy(Rulebase rulebase, Instant asOf) {
    LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    List<DayCount> days = new ArrayList<>();
    for (LocalDate day = today.minusDays(DAYS); day.isBefore(today); day = day.plusDays(1)) {
      days.add(new DayCount(day, 1, 1, Collections.emptySortedMap()));
    }
    SortedMap<String, List<DayCount>> byType = new TreeMap<>();
    rulebase.catalogue().events().keySet().forEach(type -> byType.put(type, days));
    return new Timeline(
        "warm-up",
        List.of(
            new Timeline.Part(
                null, asOf.minus(DAYS, ChronoUnit.DAYS), List.of(), byType, List.of(), List.of())));
  }
}
