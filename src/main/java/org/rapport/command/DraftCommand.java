package org.rapport.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes drafts from a folder to what decides; may run beside a service, which follows at once. */
@Command(
    name = "draft",
    description =
        "Hand in a folder's rules, approve them, publish them, go back. Each step is in the name of --api-key.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DraftSubmitCommand.class,
      DraftListCommand.class,
      DraftShowCommand.class,
      DraftImpactCommand.class,
      DraftApproveCommand.class,
      DraftRejectCommand.class,
      DraftPublishCommand.class,
      DraftRollBackCommand.class
    })
final class DraftCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return RootCommand.USAGE;
  }
}
