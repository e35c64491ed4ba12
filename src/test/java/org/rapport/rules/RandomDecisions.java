package org.rapport.rules;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.check.CheckedRulebase;

/** Random customers and the shipped rulebases, for the tests of other packages. */
public final class RandomDecisions {
  private RandomDecisions() {}

  /** The shipped rulebases, compiled; takes some seconds. */
  public static Map<String, Rulebase> shipped() {
    Map<String, Rulebase> byName = new TreeMap<>();
    for (String name : List.of("learning", "shop", "subscription")) {
      CheckedRulebase checked = ShippedRulebases.checked(name);
      byName.put(name, Rulebase.load(checked, new RulebaseCompiler().compile(checked)));
    }
    return byName;
  }

  /** What a decision about a random customer is made from; the same for the same seed. */
  public static DecisionInputs inputs(Rulebase rulebase, long seed) {
    return new RandomInputs(rulebase.catalogue(), seed).inputs();
  }
}
