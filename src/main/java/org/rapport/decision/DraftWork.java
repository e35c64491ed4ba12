package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.model.RecordedStep;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.StepLog;

/**
 * What all work on drafts shares: the threads, how much may wait for them, and the time.
 *
 * @param gate how much is worked on at one time
 */
record DraftWork(RulesPool pool, Gate gate, InstantSource clock) {

  /** Does work when there is room for it; told on the context of whoever asks. */
  <T> Future<T> admit(Supplier<Future<T>> work) {
    return pool.toldHere(gate.pass(work));
  }

  /** Now, as finely as it is stored. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** A step as it goes on record. */
  static StepLog.Entry entry(
      String step,
      Instant at,
      Caller by,
      long id,
      String rulebase,
      @Nullable String digest,
      @Nullable String why,
      Map<String, String> more) {
    String subject = "draft:" + id;
    SortedMap<String, String> details = new TreeMap<>(more);
    details.put("rulebase", rulebase);
    return StepEntries.of(new RecordedStep(step, at, by, subject, digest, why, details));
  }

  /** A step of a draft as it was seen. */
  static StepLog.Entry entry(
      String step, Instant at, Caller by, Draft draft, @Nullable String why) {
    return entry(step, at, by, draft.id(), draft.rulebase(), draft.version(), why, Map.of());
  }
}
