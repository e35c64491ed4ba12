package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import org.rapport.analysis.RulebaseTrial;
import org.rapport.analysis.RulebaseTrial.CaseResult;
import org.rapport.analysis.RulebaseTrial.RandomPass;

/** What trying a rulebase out showed, as text for a terminal. */
final class TrialText {
  private TrialText() {}

  static List<String> of(String folder, RulebaseTrial trial) {
    List<String> lines = new ArrayList<>();
    int failed = 0;
    for (CaseResult one : trial.cases()) {
      if (!one.passed()) {
        failed++;
        lines.add("%s/%s:%d: %s".formatted(folder, one.file(), one.line(), one.title()));
        one.differences().forEach(difference -> lines.add("    " + difference));
      }
    }
    lines.add(
        "%s: %d cases hold, %d do not.".formatted(folder, trial.cases().size() - failed, failed));
    lines.add(
        "%s: %d of %d rules match in some case."
            .formatted(folder, trial.rules() - trial.rulesNeverMatched().size(), trial.rules()));
    trial.rulesNeverMatched().forEach(id -> lines.add("    no case has %s match".formatted(id)));
    lines.add(
        "%s: %d of %d outcomes of conditions, holding and failing, are seen in some case."
            .formatted(
                folder,
                trial.conditionOutcomes() - trial.conditionsUnseen().size(),
                trial.conditionOutcomes()));
    trial
        .conditionsUnseen()
        .forEach(
            unseen ->
                lines.add(
                    "    %s/%s:%d: %s"
                        .formatted(folder, unseen.file(), unseen.line(), unseen.words())));
    random(folder, trial.randomCustomers(), lines);
    return lines;
  }

  private static void random(String folder, RandomPass pass, List<String> lines) {
    if (pass.asked() == 0) {
      return;
    }
    String end =
        pass.tried() < pass.asked() && pass.failures().isEmpty() ? ", then time was up" : "";
    lines.add(
        "%s: %d of %d random customers decided about (seed %d)%s; %s"
            .formatted(
                folder,
                pass.tried(),
                pass.asked(),
                pass.seed(),
                end,
                pass.failures().isEmpty()
                    ? "no rule failed."
                    : "no decision about %d of them:".formatted(pass.failures().size())));
    pass.failures()
        .forEach(
            failure -> {
              lines.add("    random customer %d: %s".formatted(failure.number(), failure.reason()));
              failure.customer().lines().forEach(line -> lines.add("      " + line));
            });
  }
}
