package org.rapport.command;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.rapport.decision.KeyNameTakenException;
import org.rapport.decision.OverloadedException;
import org.rapport.decision.RulebaseFindingsException;
import org.rapport.decision.StepRefusedException;
import org.rapport.decision.UnfitQuestionException;
import org.rapport.decision.UnknownRulebaseException;
import org.rapport.store.EmbeddedPostgresException;
import org.rapport.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Tells a person why a command could not be carried out; a stack trace goes to the log only. */
final class Complaints implements CommandLine.IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

  private static final Set<Class<?>> WRITTEN_FOR_PEOPLE =
      Set.of(
          UsageException.class,
          EmbeddedPostgresException.class,
          StoreUnavailableException.class,
          RulebaseFindingsException.class,
          UnknownRulebaseException.class,
          StepRefusedException.class,
          KeyNameTakenException.class,
          UnfitQuestionException.class,
          OverloadedException.class);

  @Override
  public int handleExecutionException(
      Exception thrown, CommandLine commandLine, CommandLine.ParseResult parsed) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    Throwable told = cause;
    String message = String.valueOf(cause.getMessage());
    if (WRITTEN_FOR_PEOPLE.stream().noneMatch(known -> known.isInstance(told))) {
      LOG.debug("Failed", cause);
      message =
          "Rapport failed in a way that was not foreseen (%s: %s).%nMaybe run it again with RAPPORT_LOG_LEVEL=debug and report what it logs."
              .formatted(cause.getClass().getSimpleName().toLowerCase(Locale.ROOT), message);
    }
    commandLine.getErr().println(message);
    return RootCommand.USAGE;
  }
}
