package org.rapport.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes a draft. */
@Command(
    name = "publish",
    description = "Let an approved draft decide, from now on and on all nodes.",
    mixinStandardHelpOptions = true)
final class DraftPublishCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  MeantDraft meant;

  @Option(names = "--why", paramLabel = "TEXT", description = "Why; on record.")
  @Nullable String why;

  @Override
  public Integer call() {
    return meant.step(
        at ->
            Node.await(
                at.workshop()
                    .drafts()
                    .publish(meant.name, meant.id, meant.seen(at).version(), at.caller(), why)));
  }
}
