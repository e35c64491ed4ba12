package org.rapport.ingest;

/** Values from outside, fit to stand in a message. */
final class Shown {
  private static final int MAX_CHARACTERS = 60;
  private static final int MAX_SENTENCE_CHARACTERS = 200;

  private Shown() {}

  /** The text in double quotes, shortened, without characters that break a line or a terminal. */
  static String text(String text) {
    return '"' + plain(text) + '"';
  }

  /** The same without quotes. */
  static String plain(String text) {
    return shown(text, MAX_CHARACTERS);
  }

  /** Words of another program, which may be longer, without a full stop. */
  static String sentence(String text) {
    String shown = shown(text, MAX_SENTENCE_CHARACTERS);
    return shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown;
  }

  private static String shown(String text, int maxCharacters) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), maxCharacters);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean pair = i + 1 < end && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (pair) {
        shown.append(c).append(text.charAt(++i));
      } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        shown.append('\uFFFD');
      } else {
        shown.append(c);
      }
    }
    return text.length() > maxCharacters ? shown.append("...").toString() : shown.toString();
  }

  /** Any JSON value, in a few words. */
  static String value(JsonTree value) {
    if (value instanceof JsonTree.TextLeaf leaf) {
      return text(leaf.text());
    }
    if (value instanceof JsonTree.NumberLeaf leaf) {
      return plain(leaf.literal());
    }
    if (value instanceof JsonTree.FlagLeaf leaf) {
      return String.valueOf(leaf.flag());
    }
    if (value instanceof JsonTree.Fields) {
      return "an object";
    }
    return value instanceof JsonTree.Elements ? "a list" : "null";
  }
}
