package org.rapport.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a draft back. */
@Command(name = "reject", description = "Send a draft back.", mixinStandardHelpOptions = true)
final class DraftRejectCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  MeantDraft meant;

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "Why; on record, and read by whoever wrote it.")
  @SuppressWarnings("NullAway.Init")
  String why;

  @Override
  public Integer call() {
    return meant.step(
        at -> Node.await(at.workshop().drafts().reject(meant.name, meant.id, at.caller(), why)));
  }
}
