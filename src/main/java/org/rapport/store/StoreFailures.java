package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a failed statement means to whoever asked. */
final class StoreFailures {
  /** How long any answer may take, in seconds: longer than the server's own statement timeout. */
  private static final int ANSWER_TIMEOUT_SECONDS = 35;

  private StoreFailures() {}

  /** The same future, its failure told in the store's words, and never waiting for ever. */
  static <T> Future<T> translate(Future<T> future) {
    return translate(future, ANSWER_TIMEOUT_SECONDS);
  }

  /** The same, waiting so many seconds at most. */
  static <T> Future<T> translate(Future<T> future, int seconds) {
    return future
        .timeout(seconds, TimeUnit.SECONDS)
        .recover(failure -> Future.failedFuture(translated(failure)));
  }

  /** Whether the same transaction can succeed when tried again at once. */
  static boolean isConflict(Throwable failure) {
    String state = sqlState(failure);
    return "40001".equals(state) || "40P01".equals(state);
  }

  /** Whether the data themselves were refused, so that trying again cannot help. */
  static boolean isRefused(Throwable failure) {
    return !(translated(failure) instanceof StoreUnavailableException);
  }

  static Throwable translated(Throwable failure) {
    if (failure instanceof StoreUnavailableException) {
      return failure;
    }
    String state = sqlState(failure);
    if (state == null && !(failure instanceof PgException) && isOurs(failure)) {
      return failure;
    }
    boolean away =
        state == null
            || state.startsWith("08")
            || state.startsWith("28")
            || state.startsWith("40")
            || state.startsWith("53")
            || state.startsWith("57")
            || state.startsWith("58")
            // It may only be read, or what was allowed was taken away: somebody is at work on it.
            || state.equals("25006")
            || state.equals("42501")
            || state.equals("55P03")
            || state.equals("3D000");
    return away
        ? new StoreUnavailableException(
            "The database does not answer: %s%nMaybe try again in a few seconds."
                .formatted(failure.getMessage()),
            failure)
        : failure;
  }

  private static boolean isOurs(Throwable failure) {
    return failure instanceof NullPointerException
        || failure instanceof IllegalArgumentException
        || failure instanceof ClassCastException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof ArithmeticException
        || failure instanceof ErasedException
        || failure instanceof LegalHoldException;
  }

  private static @Nullable String sqlState(Throwable failure) {
    return failure instanceof PgException refused ? refused.getSqlState() : null;
  }
}
