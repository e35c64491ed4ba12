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

  /** How the token is called in a message. */
  String shown() {
    return kind == Kind.END ? "the end of the file" : "\"" + text + "\"";
  }
}
