package org.rapport.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;

/**
 * Checks rulebases, and the same text once only as long as it is remembered: each step of a draft
 * comes back to what the step before has checked.
 */
public final class Checking {
  /** How many texts are remembered, those that were asked for last. */
  static final int MAX_REMEMBERED = 8;

  private final RulebaseChecker checker = new RulebaseChecker();
  private final Map<Asked, FutureTask<CheckResult>> known = new LinkedHashMap<>();

  private record Asked(RulebaseSource source, boolean before) {}

  /** Checks; blocks for tenths of a second, also where another thread checks the same. */
  public CheckResult check(RulebaseSource source) {
    return result(new Asked(source, false));
  }

  /** Reads what was checked before it was kept, which takes less; blocks too. */
  public CheckResult read(RulebaseSource source) {
    return result(new Asked(source, !remembers(new Asked(source, false))));
  }

  private synchronized boolean remembers(Asked asked) {
    return known.containsKey(asked);
  }

  private CheckResult result(Asked asked) {
    FutureTask<CheckResult> task = task(asked);
    task.run(); // does nothing when it was run before, or is being run
    try {
      return task.get();
    } catch (ExecutionException e) {
      forget(asked);
      throw e.getCause() instanceof RuntimeException failed
          ? failed
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a rulebase was checked.", e);
    }
  }

  private synchronized FutureTask<CheckResult> task(Asked asked) {
    FutureTask<CheckResult> task = known.remove(asked);
    if (task == null) {
      task =
          new FutureTask<>(
              () -> asked.before() ? checker.read(asked.source()) : checker.check(asked.source()));
    }
    // Put back at the end: the first is the one that was asked for least lately.
    known.put(asked, task);
    if (known.size() > MAX_REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
    return task;
  }

  private synchronized void forget(Asked asked) {
    known.remove(asked);
  }

  /** Begins to read these on a thread of its own: by the time they are asked for, they are done. */
  public void ahead(List<RulebaseSource> sources) {
    Thread thread = new Thread(() -> sources.forEach(this::readQuietly), "rapport-read-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  private void readQuietly(RulebaseSource source) {
    try {
      var unused = read(source);
    } catch (RuntimeException failed) {
      // Whoever asks for it is told.
      forget(new Asked(source, true));
    }
  }
}
