package org.rapport.rules;

import org.rapport.rules.check.Operand;

/** Writes literals as canonical DRL: decimals in millionths, texts in plain ASCII. */
final class Literals {
  /** Octal escapes reach this far. */
  private static final char OCTAL_END = 0x100;

  private Literals() {}

  static String of(Operand operand) {
    if (operand instanceof Operand.NumberLiteral number) {
      return number.millionths() + "L";
    }
    if (operand instanceof Operand.TextLiteral text) {
      return quoted(text.text());
    }
    if (operand instanceof Operand.FlagLiteral flag) {
      return Boolean.toString(flag.flag());
    }
    if (operand instanceof Operand.PhaseLiteral phase) {
      return "Phase." + phase.phase().name();
    }
    throw new IllegalArgumentException("No literal: " + operand);
  }

  /** The text in double quotes; whatever is not plain is written by its code. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean plain = character >= ' ' && character <= '~' && character != '"' && character != '\\';
      if (plain) {
        out.append(character);
      } else if (character == '"' || character == '\\') {
        out.append('\\').append(character);
      } else if (character < OCTAL_END) {
        // Not by its Unicode escape: Java reads those first, and would see a bare line break.
        out.append("\\%03o".formatted((int) character));
      } else {
        out.append("\\u%04x".formatted((int) character));
      }
    }
    return out.append('"').toString();
  }
}
