package org.rapport.rules.check;

/**
 * The smallest piece of rule text.
 *
 * @param kind what it is
 * @param text as it stands in the file
 * @param value the text without quotes and escapes, for {@link Kind#TEXT}; else as it stands
 * @param spot where it stands
 */
record Token(Kind kind, String text, String value, Spot spot) {
  /** The text of an end that came too early: a comment without its own end took the rest. */
  static final String CUT_OFF = "*/";

  /** What a token is. */
  enum Kind {
    WORD,
    VARIABLE,
    NUMBER,
    TEXT,
    SYMBOL,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** Whether this is a text without its closing quote. */
  boolean isUnclosed() {
    return kind == Kind.TEXT && (text.length() < 2 || text.length() < value.length() + 2);
  }

  /** Whether the rest of the file is not there to be read, which has been told. */
  boolean isCutOff() {
    return kind == Kind.END && text.equals(CUT_OFF);
  }

  /** How the token is called in a message. */
  String shown() {
    return switch (kind) {
      case END -> "the end of the file";
      case TEXT -> text;
      default -> "\"" + text + "\"";
    };
  }
}
