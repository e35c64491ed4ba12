package org.rapport.rules.check;

import org.rapport.model.Phase;

/** What a rule compares with, or hands to a verb. */
public sealed interface Operand {
  /** A number, exact to six places, as it stands in the text. */
  record NumberLiteral(long millionths, String text) implements Operand {}

  /** A text, unescaped. */
  record TextLiteral(String text) implements Operand {}

  /** {@code true} or {@code false}. */
  record FlagLiteral(boolean flag) implements Operand {}

  /** {@code Phase.TRIAL} and its like. */
  record PhaseLiteral(Phase phase) implements Operand {}

  /** A variable bound earlier in the rule: its name with the {@code $}. */
  record Variable(String name) implements Operand {}
}
