package org.rapport.decision;

import io.vertx.core.Future;
import org.rapport.model.EventBatch;
import org.rapport.model.IntakeResult;

/** Accepts event batches; a bounded number wait for the database at one time. */
public final class Intake {

  /**
   * Stores a batch; succeeds after the commit.
   *
   * @return fails with {@link OverloadedException} or {@link
   *     org.rapport.store.StoreUnavailableException}
   */
  public Future<IntakeResult> accept(EventBatch batch) {
    throw new UnsupportedOperationException(batch.toString());
  }
}
