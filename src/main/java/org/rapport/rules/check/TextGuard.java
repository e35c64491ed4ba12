package org.rapport.rules.check;

import java.nio.charset.StandardCharsets;

/**
 * Refuses, before anything reads it, text that is too long or that holds characters which show
 * otherwise than they are read.
 */
final class TextGuard {
  /** The longest file, in bytes of UTF-8. */
  static final int MAX_FILE_BYTES = 256 * 1024;

  /** Stands for what cannot be shown. */
  private static final int REPLACEMENT = 0xFFFD;

  /** Letters and marks by their kind, but nothing is seen of them. */
  private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0";

  private TextGuard() {}

  /** Whether the text may be read at all; findings tell what is wrong with it. */
  static boolean accepts(String text, Findings.Page page) {
    // Every char is at least one byte: no need to encode what is far too long.
    if (text.length() > MAX_FILE_BYTES
        || text.getBytes(StandardCharsets.UTF_8).length > MAX_FILE_BYTES) {
      page.error(
          Code.FILE_TOO_LARGE,
          Spot.FILE,
          "The file is larger than %d KB.".formatted(MAX_FILE_BYTES / 1024),
          "Maybe some of it belongs into another file.");
      return false;
    }
    characters(text, page);
    return true;
  }

  private static void characters(String text, Findings.Page page) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int width = Character.charCount(character);
      int column = i - lineStart + 1;
      if (character == '\n') {
        line++;
        lineStart = i + 1;
      } else if (isIllegal(character) && !isLineEnd(text, i)) {
        page.error(
            Code.ILLEGAL_CHARACTER,
            new Spot(line, column, column + width),
            "The character U+%04X may not stand in a rulebase.".formatted(character),
            "Maybe it came in by copying: type the line anew.");
      } else if (character == '\\' && text.startsWith("\\u", i)) {
        page.error(
            Code.ILLEGAL_CHARACTER,
            new Spot(line, column, column + 2),
            "A backslash before the letter u may not stand in a rulebase: it hides a character.",
            "Maybe write the character itself.");
      }
      i += width;
    }
  }

  private static boolean isLineEnd(String text, int offset) {
    return text.startsWith("\r\n", offset);
  }

  /** The text with a replacement mark for every character that may not be shown as it stands. */
  static String shown(String text) {
    if (text.codePoints().noneMatch(c -> isIllegal(c) || c == '\n' || c == '\t')) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .map(c -> isIllegal(c) || c == '\n' || c == '\t' ? REPLACEMENT : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** Controls, halves of characters, and marks that are invisible or turn the text around. */
  static boolean isIllegal(int character) {
    if (character == '\n' || character == '\t') {
      return false;
    }
    if (FILLERS.indexOf(character) >= 0) {
      return true;
    }
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
