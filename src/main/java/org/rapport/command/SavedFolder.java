package org.rapport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Drafts;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.Workshop;
import org.rapport.model.Caller;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseTestResult;
import org.rapport.rules.RulebaseTests;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;

/**
 * What becomes of a rulebase's folder each time that something in it was saved: checked, tested
 * and, where one person may do so alone, published. A broken save changes nothing.
 */
final class SavedFolder {
  private static final String TITLE = "Saved on disk";

  private final Path folder;
  private final Workshop workshop;
  private final LiveRulebases rulebases;
  private final boolean publishes;
  private final Caller by;
  private final PrintWriter out;
  private @Nullable RulebaseSource last;
  private boolean begun;

  /**
   * A folder.
   *
   * @param publishes whether what is fine is published
   * @param by who saves
   */
  SavedFolder(
      Path folder,
      Workshop workshop,
      LiveRulebases rulebases,
      boolean publishes,
      Caller by,
      PrintWriter out) {
    this.folder = folder;
    this.workshop = workshop;
    this.rulebases = rulebases;
    this.publishes = publishes;
    this.by = by;
    this.out = out;
  }

  /**
   * Looks at the folder as it is now, and does what is to be done; nothing when it is as before.
   * The first look publishes nothing.
   */
  void look() {
    try {
      RulebaseSource source = RulebaseFiles.one(folder);
      if (!begun) {
        begun = true;
        // Nobody saved it now: what was rolled back while nobody watched must not come back by
        // itself.
        saved(source, false);
      } else if (!source.equals(last)) {
        last = source;
        saved(source, publishes);
      }
    } catch (RuntimeException refused) {
      // The watch goes on, whatever became of this save.
      out.printf("%s: %s%n", folder, refused.getMessage());
    }
    out.flush();
  }

  private void saved(RulebaseSource source, boolean goesLive) {
    CheckResult result = new RulebaseChecker().check(source);
    result.diagnostics().forEach(finding -> out.println(CheckCommand.line(folder, finding)));
    CheckedRulebase checked = result.rulebase();
    if (checked == null) {
      out.printf("%s: has errors; what decides stays as it is.%n", folder);
      return;
    }
    boolean known = rulebases.names().contains(checked.name());
    if (known && rulebases.get(checked.name()).ref().version().equals(checked.version())) {
      out.printf("%s: is what decides, %s.%n", folder, checked.version());
      return;
    }
    Rulebase rulebase = Node.await(workshop.tryOut(source));
    List<RulebaseTestResult> failed =
        RulebaseTests.run(rulebase, checked.tests()).stream()
            .filter(each -> !each.passed())
            .toList();
    for (RulebaseTestResult each : failed) {
      out.printf(
          "%s/%s:%d: %s%n", folder, each.test().file(), each.test().line(), each.test().title());
      each.differences().forEach(difference -> out.println("    " + difference));
    }
    int cases = checked.tests().size();
    if (!failed.isEmpty()) {
      out.printf(
          "%s: %d of %d cases do not hold; what decides stays as it is.%n",
          folder, failed.size(), cases);
    } else if (goesLive) {
      publish(source);
    } else if (publishes) {
      out.printf(
          "%s: %d cases hold. It is not what decides; save a file in it to publish it.%n",
          folder, cases);
    } else {
      out.printf(
          "%s: %d cases hold. What decides stays as it is: only with RAPPORT_ONE_PERSON=on and on loopback does a save publish.%n",
          folder, cases);
    }
  }

  private void publish(RulebaseSource source) {
    Drafts drafts = workshop.drafts();
    String name = source.name();
    long id = Node.await(drafts.create(name, TITLE, source.files(), by, null)).draft().id();
    String version = String.valueOf(Node.await(drafts.test(name, id, by)).draft().version());
    Node.await(drafts.submit(name, id, by, TITLE));
    Node.await(drafts.approve(name, id, version, by, TITLE));
    Node.await(drafts.publish(name, id, version, by, TITLE));
    out.printf("%s: decides from now on, %s.%n", folder, version);
  }
}
