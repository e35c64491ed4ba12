package org.rapport.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rapport.decision.Drafts;
import org.rapport.model.Role;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a folder in. */
@Command(
    name = "submit",
    description = "Check and test the rules in DIR and hand them in for approval.",
    mixinStandardHelpOptions = true)
final class DraftSubmitCommand implements Callable<Integer> {
  /** A title is the first line of the reason, cut to so many characters. */
  private static final int TITLE_LENGTH = 100;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  DraftDesk desk;

  @Parameters(paramLabel = "DIR", description = "A rulebase's folder.")
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "What the change is for; on record, and read by whoever approves.")
  @SuppressWarnings("NullAway.Init")
  String why;

  @Override
  public Integer call() {
    RulebaseSource source = RulebaseFiles.one(folder);
    CheckResult result = new RulebaseChecker().check(source);
    desk.print(
        result.diagnostics().stream().map(finding -> CheckCommand.line(folder, finding)).toList());
    if (result.rulebase() == null) {
      desk.print(
          List.of("%s: nothing was handed in, since the rules have errors.".formatted(folder)));
      return RootCommand.FINDINGS;
    }
    return desk.act(Set.of(Role.RULES_EDIT), at -> handIn(source, at));
  }

  private int handIn(RulebaseSource source, DraftDesk.At at) {
    Drafts drafts = at.workshop().drafts();
    String name = source.name();
    long id =
        Node.await(drafts.create(name, title(why), source.files(), at.caller(), why)).draft().id();
    Drafts.Tested tested = Node.await(drafts.test(name, id, at.caller()));
    if (!tested.trial().passed()) {
      Node.await(drafts.delete(name, id, at.caller()));
      List<String> lines = new ArrayList<>(TrialText.of(folder.toString(), tested.trial()));
      lines.add("%s: nothing was handed in.".formatted(folder));
      desk.print(lines);
      return RootCommand.FINDINGS;
    }
    desk.print(DraftText.brief(Node.await(drafts.submit(name, id, at.caller(), why))));
    desk.print(
        List.of("Somebody else may approve it now: draft approve %s %d".formatted(name, id)));
    return RootCommand.FINE;
  }

  private static String title(String why) {
    String first = why.strip().lines().findFirst().orElse("Change");
    return first.length() <= TITLE_LENGTH ? first : first.substring(0, TITLE_LENGTH - 3) + "...";
  }
}
