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

/** Decisions about customers who do not exist; nothing of them is kept. */
final class MadeUpDecision {

  private static final String CUSTOMER_ID = "made-up";

  private MadeUpDecision() {}

  /** Who is decided about. */
  enum Customer {
    /** Of whom nothing is known. */
    UNKNOWN(0),
    /** Who did everything on two days. */
    OCCASIONAL(2),
    /** Who did everything on every day. */
    BUSY(40);

    private final int days;

    Customer(int days) {
      this.days = days;
    }
  }

  /** A decision's bytes: what would be served, and what would go on record as its body. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Bytes(byte[] answer, byte[] body) {}

  /** The bytes; empty ones when the rulebase cannot score the customer: it may score real ones. */
  static Bytes bytes(Rulebase rulebase, Customer customer, Instant asOf, Explain explain) {
    DecisionBasis basis = DecisionBasis.of(timeline(rulebase, customer.days, asOf), asOf);
    try {
      DecisionInputs inputs = rulebase.inputs(basis);
      Outcome outcome = rulebase.decide(inputs, Deadline.NONE);
      return new Bytes(
          AnswerJson.evaluation(CUSTOMER_ID, asOf, asOf, rulebase.ref(), outcome, explain),
          new RecordBody(explain, inputs, outcome).bytes());
    } catch (ScoringFailedException unscored) {
      return new Bytes(new byte[0], new byte[0]);
    }
  }

  private static Timeline timeline(Rulebase rulebase, int daysBack, Instant asOf) {
    if (daysBack == 0) {
      return new Timeline(CUSTOMER_ID, List.of());
    }
    LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    List<DayCount> days = new ArrayList<>();
    for (LocalDate day = today.minusDays(daysBack); day.isBefore(today); day = day.plusDays(1)) {
      days.add(new DayCount(day, 1, 1, Collections.emptySortedMap()));
    }
    SortedMap<String, List<DayCount>> byType = new TreeMap<>();
    rulebase.catalogue().events().keySet().forEach(type -> byType.put(type, days));
    return new Timeline(
        CUSTOMER_ID,
        List.of(
            new Timeline.Part(
                null,
                asOf.minus(daysBack, ChronoUnit.DAYS),
                List.of(),
                byType,
                List.of(),
                List.of())));
  }
}
