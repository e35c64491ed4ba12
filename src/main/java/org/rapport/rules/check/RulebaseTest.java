package org.rapport.rules.check;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.DecisionBasis;
import org.rapport.model.SegmentLevel;

/**
 * One case of a rulebase's own tests: given customer and events, expected answer.
 *
 * @param file the file, relative to the rulebase
 * @param line where the case begins
 * @param title what it shows, in words
 * @param given the inputs
 * @param expected what must hold; absent expectations are not checked
 */
public record RulebaseTest(
    String file, int line, String title, DecisionBasis given, Expected expected) {

  /**
   * What must hold.
   *
   * @param phase the phase's name
   * @param scoreAtLeast 1 to 100
   * @param scoreAtMost 1 to 100
   * @param segments segments with their level
   * @param notIn words of segments the customer must not be in at all
   * @param action the first action
   * @param rules ids of rules that must match
   * @param rulesNot ids of rules that must not match
   * @param reasons sentences that must be given, by rule id
   */
  public record Expected(
      @Nullable String phase,
      @Nullable Integer scoreAtLeast,
      @Nullable Integer scoreAtMost,
      @Nullable String band,
      List<SegmentLevel> segments,
      List<String> notIn,
      @Nullable String action,
      List<String> rules,
      List<String> rulesNot,
      SortedMap<String, String> reasons) {
    public Expected {
      segments = List.copyOf(segments);
      notIn = List.copyOf(notIn);
      rules = List.copyOf(rules);
      rulesNot = List.copyOf(rulesNot);
      reasons = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
    }
  }
}
