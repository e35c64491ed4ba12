package org.rapport.analysis;

import java.util.List;

/** What a decision says besides the score, with the rules that said so. */
public sealed interface Conclusion {
  /** The ids of the rules behind it, at least one, in rulebase order. */
  List<String> rules();

  /** Their finished sentences, in the same order. */
  List<String> reasons();

  /** The customer belongs to a segment. */
  record InSegment(org.rapport.model.SegmentLevel segment, List<String> rules, List<String> reasons)
      implements Conclusion {
    public InSegment {
      rules = List.copyOf(rules);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * An action to take.
   *
   * @param rank from 1
   * @param priorityMillionths 0 to 100, in millionths; ties are broken by the action's id
   * @param payloadJson what the catalogue hands to the caller, as compact JSON text
   */
  record Chosen(
      String action,
      int rank,
      long priorityMillionths,
      String payloadJson,
      List<String> rules,
      List<String> reasons)
      implements Conclusion {
    public Chosen {
      rules = List.copyOf(rules);
      reasons = List.copyOf(reasons);
    }
  }
}
