package org.rapport.clients;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a client itself says became of the events it was given, by their numbers. */
final class Reports {
  private static final long PATIENCE_MS = 300_000;

  private final Set<Integer> delivered = new HashSet<>();
  private final SortedMap<Integer, String> failed = new TreeMap<>();
  private int triedInVain;
  private boolean ended;

  /** The client says that it is delivered. */
  synchronized void delivered(int number) {
    delivered.add(number);
    notifyAll();
  }

  /** The client says that it gave up. */
  synchronized void failed(int number, String why) {
    failed.put(number, why);
    notifyAll();
  }

  /** The client says that an attempt was in vain, and that it will try again. */
  synchronized void tryInVain() {
    triedInVain++;
    notifyAll();
  }

  /** The client is gone and will say no more. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized Set<Integer> delivered() {
    return new HashSet<>(delivered);
  }

  synchronized SortedMap<Integer, String> failed() {
    return new TreeMap<>(failed);
  }

  /** How many events it has said anything about. */
  synchronized int told() {
    return delivered.size() + failed.size();
  }

  synchronized int triedInVain() {
    return triedInVain;
  }

  /** Waits until the reports are so, or the client is gone. */
  synchronized Reports await(Predicate<Reports> condition) {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (!ended && !condition.test(this)) {
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        throw new AssertionError(
            "Waited in vain; delivered %d, failed %s".formatted(delivered.size(), failed));
      }
      try {
        wait(leftMs);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return this;
  }
}
