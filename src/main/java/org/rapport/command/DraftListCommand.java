package org.rapport.command;

import java.util.Set;
import java.util.concurrent.Callable;
import org.rapport.decision.Drafts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists drafts and history. */
@Command(
    name = "list",
    description = "List a rulebase's drafts, and the versions that decided.",
    mixinStandardHelpOptions = true)
final class DraftListCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  DraftDesk desk;

  @Parameters(paramLabel = "NAME", description = "The rulebase's name.")
  @SuppressWarnings("NullAway.Init")
  String name;

  @Override
  public Integer call() {
    return desk.act(
        Set.of(),
        at -> {
          Drafts drafts = at.workshop().drafts();
          desk.print(
              DraftText.all(name, Node.await(drafts.list(name)), Node.await(drafts.history(name))));
          return RootCommand.FINE;
        });
  }
}
