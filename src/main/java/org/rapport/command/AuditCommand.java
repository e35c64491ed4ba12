package org.rapport.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an auditor asks of the record. */
@Command(
    name = "audit",
    description = "Export the record with its proofs, verify what was exported, decide again.",
    mixinStandardHelpOptions = true,
    subcommands = {AuditExportCommand.class, AuditVerifyCommand.class, AuditReplayCommand.class})
final class AuditCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what: audit export, audit verify or audit replay.");
  }
}
