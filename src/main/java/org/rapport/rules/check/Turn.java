package org.rapport.rules.check;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** When a rule runs, as far as it matters for what it may test: later turns know more. */
enum Turn {
  LIFECYCLE("in the lifecycle stage"),
  WEIGHTS("in the weights stage"),
  SCALE("in scale rules"),
  BAND("in band rules"),
  SEGMENT("in segment stages"),
  ACTION("in the next-best-action stage");

  private final String where;

  Turn(String where) {
    this.where = where;
  }

  /** The turn in words: {@code in band rules}. */
  String where() {
    return where;
  }

  /** This turn and all after it. */
  Set<Turn> onwards() {
    return Collections.unmodifiableSet(EnumSet.range(this, ACTION));
  }

  /**
   * The turn of a rule.
   *
   * @param id the rule's id, which tells band rules from scale rules
   */
  static Turn of(Stage stage, String id) {
    return switch (stage) {
      case LIFECYCLE -> LIFECYCLE;
      case WEIGHTS -> WEIGHTS;
      case NORMALISATION -> id.startsWith("band.") ? BAND : SCALE;
      case NEXT_BEST_ACTION -> ACTION;
      case TRIAL_CONVERSION, CHURN_RISK, UPSELL, ADVOCACY, TRAINING_NEED -> SEGMENT;
    };
  }
}
