package org.rapport.rules.fact;

/**
 * A segment this decision put the customer in.
 *
 * @param segment the segment's word
 * @param level the level's word
 */
public record Segment(String segment, String level) implements Fact {
  @Override
  public String word() {
    return "Segment";
  }
}
