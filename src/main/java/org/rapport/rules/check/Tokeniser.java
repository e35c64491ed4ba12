package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import org.rapport.rules.check.Token.Kind;

/** Cuts rule text into tokens; comments and blanks are dropped. */
final class Tokeniser {
  private static final List<String> LONG_SYMBOLS =
      List.of(
          "==", "!=", "<=", ">=", "=>", "=<", "<>", "&&", "||", ":=", "->", "::", "+=", "-=", "++",
          "--");

  /** What word processors make of a double quote, high and low, and of two angle brackets. */
  private static final String CURLY_QUOTES = "\u201C\u201D\u201E\u201F\u00AB\u00BB";

  private final String text;
  private final Findings.Page page;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private int offset;
  private int line = 1;
  private int lineStart;
  private boolean cutOff;

  private Tokeniser(String text, Findings.Page page) {
    this.text = text;
    this.page = page;
  }

  /** The tokens, with a {@link Kind#END} as the last one. */
  static List<Token> tokens(String text, Findings.Page page) {
    return new Tokeniser(text, page).run();
  }

  /**
   * A comment.
   *
   * @param text as it stands, with its signs
   * @param line where it begins, from 1
   * @param before how many tokens stand before it
   */
  record Comment(String text, int line, int before) {}

  /** The comments of a text, in order. */
  static List<Comment> comments(String text, Findings.Page page) {
    Tokeniser tokeniser = new Tokeniser(text, page);
    tokeniser.run();
    return List.copyOf(tokeniser.comments);
  }

  private List<Token> run() {
    while (offset < text.length()) {
      char c = text.charAt(offset);
      if (c == '\n') {
        newLine();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        offset++;
      } else if (text.startsWith("//", offset)) {
        lineComment();
      } else if (text.startsWith("/*", offset)) {
        blockComment();
      } else if (c == '"' || c == '\'') {
        quoted(c);
      } else if (isDigit(c) || (c == '-' && nextIsDigit() && !followsOperand())) {
        number();
      } else if (isWordStart(c) || c == '$') {
        word();
      } else {
        symbol(c);
      }
    }
    int column = column(offset);
    tokens.add(
        new Token(Kind.END, cutOff ? Token.CUT_OFF : "", "", new Spot(line, column, column + 1)));
    return tokens;
  }

  private void newLine() {
    offset++;
    line++;
    lineStart = offset;
  }

  private int column(int at) {
    return at - lineStart + 1;
  }

  private Spot spot(int from) {
    return new Spot(line, column(from), column(offset));
  }

  private void lineComment() {
    int end = text.indexOf('\n', offset);
    int start = offset;
    offset = end < 0 ? text.length() : end;
    comments.add(new Comment(text.substring(start, offset).stripTrailing(), line, tokens.size()));
  }

  private void blockComment() {
    int start = offset;
    int end = text.indexOf("*/", offset + 2);
    if (end < 0) {
      page.error(
          Code.UNCLOSED_COMMENT,
          new Spot(line, column(start), column(start) + 2),
          "This comment has no end.",
          "Maybe add */ where it ends.");
      offset = text.length();
      cutOff = true;
      return;
    }
    comments.add(new Comment(text.substring(start, end + 2), line, tokens.size()));
    while (offset < end + 2) {
      if (text.charAt(offset) == '\n') {
        newLine();
      } else {
        offset++;
      }
    }
  }

  private void quoted(char quote) {
    int start = offset++;
    StringBuilder value = new StringBuilder();
    while (offset < text.length() && text.charAt(offset) != '\n') {
      char c = text.charAt(offset++);
      if (c == quote) {
        closed(start, quote, value.toString());
        return;
      }
      if (c == '\\') {
        escape(value);
      } else {
        value.append(c);
      }
    }
    page.error(
        Code.UNCLOSED_QUOTE,
        spot(start),
        "This text has no closing quote on its line.",
        "Maybe add %s where the text ends.".formatted(quote));
    tokens.add(new Token(Kind.TEXT, text.substring(start, offset), value.toString(), spot(start)));
  }

  private void closed(int start, char quote, String value) {
    Spot spot = spot(start);
    if (quote == '\'') {
      page.error(
          Code.WRONG_TEXT,
          spot,
          "A text stands in double quotes.",
          "Maybe write \"%s\".".formatted(value));
    }
    tokens.add(new Token(Kind.TEXT, text.substring(start, offset), value, spot));
  }

  private void escape(StringBuilder value) {
    char c = offset < text.length() ? text.charAt(offset) : '\n';
    if (c == '"' || c == '\\') {
      value.append(c);
      offset++;
    } else if (c != 'u') { // The guard has told of that one.
      page.error(
          Code.WRONG_TEXT,
          new Spot(line, column(offset) - 1, column(offset) + 1),
          "After a backslash only a quote or another backslash may stand.",
          "Maybe write two backslashes, or none.");
    }
  }

  private void number() {
    int start = offset++;
    while (offset < text.length()
        && (isWordPart(text.charAt(offset)) || (text.charAt(offset) == '.' && nextIsDigit()))) {
      offset++;
    }
    String number = text.substring(start, offset);
    tokens.add(new Token(Kind.NUMBER, number, number, spot(start)));
  }

  private void word() {
    int start = offset++;
    while (offset < text.length() && isWordPart(text.charAt(offset))) {
      offset++;
    }
    String word = text.substring(start, offset);
    Kind kind = word.charAt(0) == '$' ? Kind.VARIABLE : Kind.WORD;
    tokens.add(new Token(kind, word, word, spot(start)));
  }

  private void symbol(char c) {
    int start = offset;
    int character = text.codePointAt(offset);
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, offset)) {
        offset += symbol.length();
        tokens.add(new Token(Kind.SYMBOL, symbol, symbol, spot(start)));
        return;
      }
    }
    offset += Character.charCount(character);
    if (c > ' ' && c < 127) {
      String symbol = String.valueOf(c);
      tokens.add(new Token(Kind.SYMBOL, symbol, symbol, spot(start)));
    } else if (!TextGuard.isIllegal(character)) { // The guard has told of the others.
      page.error(
          Code.ILLEGAL_CHARACTER,
          spot(start),
          "The character " + shown(character) + " may stand within quotes and comments only.",
          adviceFor(character));
    }
  }

  /** A blank of another width is told by its number: in quotes nobody would see it. */
  private static String shown(int character) {
    return Character.isSpaceChar(character)
        ? "U+%04X, a blank of a special kind,".formatted(character)
        : "\"" + Character.toString(character) + "\"";
  }

  private static String adviceFor(int character) {
    if (CURLY_QUOTES.indexOf(character) >= 0) {
      return "Maybe a word processor made it: write the straight double quote \".";
    }
    String plain = LookAlikes.plain(character);
    if (plain != null) {
      return "Maybe write " + plain + ": this only looks like it.";
    }
    return Character.isSpaceChar(character)
        ? "Maybe it came in by copying: write an ordinary blank."
        : "Maybe it came in by copying: type the line anew.";
  }

  private boolean followsOperand() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.get(tokens.size() - 1);
    return last.kind() == Kind.WORD
        || last.kind() == Kind.VARIABLE
        || last.kind() == Kind.NUMBER
        || last.kind() == Kind.TEXT
        || last.isSymbol(")");
  }

  private boolean nextIsDigit() {
    return offset + 1 < text.length() && isDigit(text.charAt(offset + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }
}
