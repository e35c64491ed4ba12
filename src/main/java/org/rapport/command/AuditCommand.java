package org.rapport.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an auditor asks of the record. */
@Command(
    name = "audit",
    description = "Decide again what is on record, and tell what came out otherwise.",
    mixinStandardHelpOptions = true,
    subcommands = {AuditReplayCommand.class})
final class AuditCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what: audit replay.");
  }
}
