package org.rapport.decision;

import io.vertx.core.Future;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.rapport.json.DiagnosticsJson;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.EventStore;

/** Checks rulebases that somebody sends as text; nothing of it is kept, and none of it runs. */
public final class RulebaseChecking {

  /** How many may be checked, or wait to be, at one time. */
  static final int MAX_IN_FLIGHT = 8;

  private static final int RETRY_AFTER_SECONDS = 2;

  private final RulesPool pool;
  private final RulebaseChecker checker;
  private final EventStore events;
  private final Gate gate = new Gate(MAX_IN_FLIGHT, "rulebases to check", RETRY_AFTER_SECONDS);

  /** A checking on these threads: not those that decide, which somebody's long text would hold. */
  public RulebaseChecking(RulesPool pool, RulebaseChecker checker, EventStore events) {
    this.pool = pool;
    this.checker = checker;
    this.events = events;
  }

  /**
   * Checks, against the event types that have come in too; answers the findings as JSON.
   *
   * @return fails with {@link OverloadedException}
   */
  public Future<byte[]> check(RulebaseSource source) {
    return pool.toldHere(
        gate.pass(
            () -> eventTypes().compose(eventTypes -> pool.run(() -> checked(source, eventTypes)))));
  }

  /** None when the database does not answer: rules can be checked without it. */
  private Future<SortedSet<String>> eventTypes() {
    return events.eventTypes().otherwise(Collections.emptySortedSet());
  }

  private byte[] checked(RulebaseSource source, SortedSet<String> eventTypes) {
    CheckResult result = checker.check(source, eventTypes);
    String version = result.checked().map(CheckedRulebase::version).orElse(null);
    return DiagnosticsJson.bytes(
        new DiagnosticsJson.Row(source.name(), version, List.copyOf(result.diagnostics())));
  }
}
