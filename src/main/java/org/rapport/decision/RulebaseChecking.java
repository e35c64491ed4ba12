package org.rapport.decision;

import io.vertx.core.Future;
import java.util.List;
import org.rapport.json.DiagnosticsJson;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;

/** Checks rulebases that somebody sends as text; nothing of it is kept, and none of it runs. */
public final class RulebaseChecking {

  /** How many may be checked, or wait to be, at one time. */
  static final int MAX_IN_FLIGHT = 8;

  private static final int RETRY_AFTER_SECONDS = 2;

  private final RulesPool pool;
  private final RulebaseChecker checker;
  private final Gate gate = new Gate(MAX_IN_FLIGHT, "rulebases to check", RETRY_AFTER_SECONDS);

  /** A checking on these threads: not those that decide, which somebody's long text would hold. */
  public RulebaseChecking(RulesPool pool, RulebaseChecker checker) {
    this.pool = pool;
    this.checker = checker;
  }

  /**
   * Checks; answers the findings as JSON.
   *
   * @return fails with {@link OverloadedException}
   */
  public Future<byte[]> check(RulebaseSource source) {
    return pool.toldHere(gate.pass(() -> pool.run(() -> checked(source))));
  }

  private byte[] checked(RulebaseSource source) {
    CheckResult result = checker.check(source);
    String version = result.checked().map(CheckedRulebase::version).orElse(null);
    return DiagnosticsJson.bytes(
        new DiagnosticsJson.Row(source.name(), version, List.copyOf(result.diagnostics())));
  }
}
