package org.rapport.decision;

import org.rapport.analysis.Decision;
import org.rapport.json.RecordBody;
import org.rapport.store.DecisionLog;

/** Reads decisions back from their records. */
public final class StoredDecisions {

  private StoredDecisions() {}

  /**
   * The decision of a record.
   *
   * @throws IllegalArgumentException when the record's body is not one that was written
   */
  public static Decision of(DecisionLog.Stored stored) {
    return new Decision(
        stored.header().decisionId(),
        stored.customerId(),
        stored.header().asOf(),
        stored.header().decidedAt(),
        stored.header().rulebase(),
        RecordBody.read(stored.body(), stored.cards()).outcome());
  }
}
