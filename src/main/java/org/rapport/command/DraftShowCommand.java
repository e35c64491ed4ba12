package org.rapport.command;

import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one draft. */
@Command(
    name = "show",
    description =
        "Show a draft: what for, what is other than in the live version, what it would change.",
    mixinStandardHelpOptions = true)
final class DraftShowCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  MeantDraft meant;

  @Override
  public Integer call() {
    return meant.desk.act(
        Set.of(),
        at -> {
          meant.show(at);
          return RootCommand.FINE;
        });
  }
}
