package org.rapport.decision;

import org.rapport.json.StepJson;
import org.rapport.model.RecordedStep;
import org.rapport.store.StepLog;

/** Steps in the form in which the log of changes takes them. */
public final class StepEntries {
  private StepEntries() {}

  /** The entry that says this step. */
  public static StepLog.Entry of(RecordedStep step) {
    return new StepLog.Entry(step.subject(), StepJson.bytes(step));
  }
}
