package org.rapport.rules;

/** Until when deciding may take; asked between rule firings. */
@FunctionalInterface
public interface Deadline {
  /** No deadline. */
  Deadline NONE = () -> false;

  /** Whether the time is over. */
  boolean passed();

  /** A deadline on the machine's monotonic clock, {@code timeoutMs} milliseconds from now. */
  static Deadline inMs(long timeoutMs) {
    long endNanos = System.nanoTime() + timeoutMs * 1_000_000L;
    return () -> System.nanoTime() - endNanos >= 0;
  }
}
