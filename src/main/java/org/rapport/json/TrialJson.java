package org.rapport.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RulebaseTrial;
import org.rapport.analysis.RulebaseTrial.CaseResult;
import org.rapport.analysis.RulebaseTrial.FailedCustomer;
import org.rapport.analysis.RulebaseTrial.RandomPass;
import org.rapport.analysis.RulebaseTrial.UnseenCondition;
import org.rapport.model.Diagnostic;

/** What trying a rulebase out showed, as JSON. */
public final class TrialJson {

  private TrialJson() {}

  /**
   * One rulebase.
   *
   * @param version the version, or null when an error keeps the rulebase from having one
   * @param diagnostics what the check found
   * @param trial what trying it out showed; null when an error kept it from being tried
   */
  public record Row(
      String rulebase,
      @Nullable String version,
      List<Diagnostic> diagnostics,
      @Nullable RulebaseTrial trial) {

    public Row {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** Several rulebases. */
  public static byte[] bytes(List<Row> rows) {
    return JsonOut.objectBytes(out -> out.objects("rulebases", rows, TrialJson::row));
  }

  /** One rulebase alone. */
  public static byte[] bytes(Row row) {
    return JsonOut.objectBytes(out -> row(out, row));
  }

  private static void row(JsonOut out, Row row) {
    RulebaseTrial trial = row.trial();
    out.text("rulebase", row.rulebase())
        .text("version", row.version())
        .flag("passed", trial != null && trial.passed())
        .objects("diagnostics", row.diagnostics(), DiagnosticsJson::diagnostic);
    if (trial == null) {
      out.nothing("trial");
    } else {
      out.object("trial", fields -> trial(fields, trial));
    }
  }

  private static void trial(JsonOut out, RulebaseTrial trial) {
    out.objects("cases", trial.cases(), TrialJson::one)
        .number("rules", (long) trial.rules())
        .texts("rulesNeverMatched", trial.rulesNeverMatched());
    coverage(out, trial);
  }

  /** What the cases show of the rules' conditions, and what became of random customers. */
  static void coverage(JsonOut out, RulebaseTrial trial) {
    out.number("conditionOutcomes", (long) trial.conditionOutcomes())
        .objects("conditionsUnseen", trial.conditionsUnseen(), TrialJson::unseen)
        .object("randomCustomers", fields -> random(fields, trial.randomCustomers()));
  }

  private static void one(JsonOut out, CaseResult result) {
    out.text("file", result.file())
        .number("line", (long) result.line())
        .text("title", result.title())
        .flag("passed", result.passed())
        .texts("differences", result.differences());
  }

  private static void unseen(JsonOut out, UnseenCondition condition) {
    out.text("rule", condition.rule())
        .text("file", condition.file())
        .number("line", (long) condition.line())
        .text("condition", condition.condition())
        .text("never", condition.holding() ? "holds" : "fails");
  }

  private static void random(JsonOut out, RandomPass pass) {
    out.number("asked", (long) pass.asked())
        .number("tried", (long) pass.tried())
        .number("seed", pass.seed())
        .objects("failures", pass.failures(), TrialJson::failed);
  }

  private static void failed(JsonOut out, FailedCustomer failed) {
    out.number("number", (long) failed.number())
        .text("reason", failed.reason())
        .text("customer", failed.customer());
  }
}
