package org.rapport.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Role;
import org.rapport.store.DraftStore.Draft;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Approves a draft. */
@Command(
    name = "approve",
    description =
        "Show a draft that somebody else wrote, and approve it as it is now when you say so.",
    mixinStandardHelpOptions = true)
final class DraftApproveCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  MeantDraft meant;

  @Option(names = "--why", paramLabel = "TEXT", description = "Why; on record.")
  @Nullable String why;

  @Option(names = "--yes", description = "Approve it without being asked.")
  boolean yes;

  @Override
  public Integer call() {
    return meant.desk.act(
        Set.of(Role.RULES_PUBLISH),
        at -> {
          Draft seen = meant.seen(at);
          boolean mine = seen.authors().contains(at.caller().owner());
          if (seen.status().mayApprove() && (!mine || at.settings().onePerson())) {
            seen = meant.show(at);
            if (!yes && !saysYes()) {
              meant.desk.print(List.of("Nothing was approved."));
              return RootCommand.FINDINGS;
            }
          }
          meant.desk.print(
              DraftText.brief(
                  Node.await(
                      at.workshop()
                          .drafts()
                          .approve(
                              meant.name,
                              meant.id,
                              String.valueOf(seen.version()),
                              at.caller(),
                              why))));
          return RootCommand.FINE;
        });
  }

  private boolean saysYes() {
    meant.desk.print(List.of("", "Approve this version? Type yes, or anything else for no:"));
    try {
      // Not closed: standard input is not this command's.
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      String answer = answers.readLine();
      return answer != null && answer.strip().equalsIgnoreCase("yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
