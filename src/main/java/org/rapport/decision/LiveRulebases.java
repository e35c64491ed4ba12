package org.rapport.decision;

import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.Rulebase;

/** The rulebases that decide at this moment. */
public final class LiveRulebases {

  /** These rulebases by name, one of them the default. */
  public LiveRulebases(Map<String, Rulebase> byName, String defaultName) {}

  /**
   * The rulebase of a name, the default one for null.
   *
   * @throws UnknownRulebaseException when none of that name is live
   */
  public Rulebase get(@Nullable String name) {
    throw new UnsupportedOperationException(name);
  }

  /** The names, sorted. */
  public SortedSet<String> names() {
    throw new UnsupportedOperationException();
  }
}
