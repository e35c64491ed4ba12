package org.rapport.ingest;

import org.jspecify.annotations.Nullable;

/**
 * One line of a table: what it says, or why it cannot be used.
 *
 * @param line from 1
 * @param value what it says, or null
 * @param problem a stable word for why it says nothing, or null: {@code bad-cutoff}
 * @param message the same for people, or null
 */
public record TableLine<T>(
    long line, @Nullable T value, @Nullable String problem, @Nullable String message) {

  static <T> TableLine<T> of(long line, T value) {
    return new TableLine<>(line, value, null, null);
  }

  static <T> TableLine<T> unusable(long line, String problem, String message) {
    return new TableLine<>(line, null, problem, message);
  }
}
