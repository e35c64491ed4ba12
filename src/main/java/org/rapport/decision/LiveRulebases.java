package org.rapport.decision;

import io.vertx.core.Future;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.Rulebase;

/**
 * The rulebases that decide at this moment. Who got one holds it from start to end of a request, so
 * that no request mixes versions.
 */
public final class LiveRulebases {

  private record Snapshot(SortedMap<String, Rulebase> byName, Rulebase standard) {}

  /** Swapped as a whole, never changed: readers see one state or the next. */
  private volatile Snapshot live;

  /**
   * These rulebases by name, one of them the default.
   *
   * @throws UnknownRulebaseException when the default is not among them
   */
  public LiveRulebases(Map<String, Rulebase> byName, String defaultName) {
    SortedMap<String, Rulebase> sorted = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    Rulebase standard = sorted.get(defaultName);
    if (standard == null) {
      throw new UnknownRulebaseException(defaultName, new TreeSet<>(sorted.keySet()));
    }
    this.live = new Snapshot(sorted, standard);
  }

  /**
   * Lets a rulebase decide from now on, in place of the one of its name or beside the others.
   * Whoever holds the one before goes on with it to the end; it is gone when nobody does.
   */
  public synchronized void put(Rulebase rulebase) {
    Snapshot now = live;
    SortedMap<String, Rulebase> byName = new TreeMap<>(now.byName());
    byName.put(rulebase.ref().name(), rulebase);
    boolean isStandard = rulebase.ref().name().equals(now.standard().ref().name());
    live =
        new Snapshot(
            Collections.unmodifiableSortedMap(byName), isStandard ? rulebase : now.standard());
  }

  /**
   * The rulebase of a name, the default one for null.
   *
   * @throws UnknownRulebaseException when none of that name is live
   */
  public Rulebase get(@Nullable String name) {
    Snapshot now = live;
    if (name == null) {
      return now.standard();
    }
    Rulebase rulebase = now.byName().get(name);
    if (rulebase == null) {
      throw new UnknownRulebaseException(name, names());
    }
    return rulebase;
  }

  /** The same; fails with {@link UnknownRulebaseException}. */
  Future<Rulebase> asked(@Nullable String name) {
    try {
      return Future.succeededFuture(get(name));
    } catch (UnknownRulebaseException unknown) {
      return Future.failedFuture(unknown);
    }
  }

  /** The name of the default one. */
  public String defaultName() {
    return live.standard().ref().name();
  }

  /** All, by name. */
  public List<Rulebase> all() {
    return List.copyOf(live.byName().values());
  }

  /** The names, sorted. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(live.byName().keySet()));
  }
}
