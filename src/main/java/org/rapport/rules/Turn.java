package org.rapport.rules;

import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Stage;

/**
 * When a rule gets its turn in a decision; the declared order is the order of the turns. The five
 * segment stages share one turn, for they never see each other; the normalisation stage has two.
 */
enum Turn {
  LIFECYCLE,
  WEIGHTS,
  SCALE,
  BAND,
  SEGMENTS,
  NEXT_BEST_ACTION;

  static Turn of(CheckedRule rule) {
    if (rule.stage() == Stage.LIFECYCLE) {
      return LIFECYCLE;
    }
    if (rule.stage() == Stage.WEIGHTS) {
      return WEIGHTS;
    }
    if (rule.stage() == Stage.NORMALISATION) {
      return rule.verb().global().equals("scale") ? SCALE : BAND;
    }
    return rule.stage() == Stage.NEXT_BEST_ACTION ? NEXT_BEST_ACTION : SEGMENTS;
  }

  /** The agenda group of its rules. */
  String group() {
    return name();
  }
}
