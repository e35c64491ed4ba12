package org.rapport.rules.fact;

/**
 * A segment the decision before this one put the customer in.
 *
 * @param segment the segment's word
 * @param level the level's word
 */
public record WasIn(String segment, String level) implements Fact {
  @Override
  public String word() {
    return "WasIn";
  }
}
