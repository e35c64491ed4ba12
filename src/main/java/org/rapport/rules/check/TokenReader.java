package org.rapport.rules.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.RuleFileSyntax.Word;
import org.rapport.rules.check.Token.Kind;

/** A place in the tokens of one file, and the ways to go on from it. */
final class TokenReader {
  private final List<Token> tokens;
  private final Findings.Page page;
  private int next;

  TokenReader(List<Token> tokens, Findings.Page page) {
    this.tokens = tokens;
    this.page = page;
  }

  /** Thrown after a finding was written: the part that was being read cannot be read further. */
  static final class Broken extends RuntimeException {
    Broken() {
      super(null, null, false, false);
    }
  }

  Findings.Page page() {
    return page;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(next + ahead, tokens.size() - 1));
  }

  /** The token read last. */
  Token last() {
    return tokens.get(Math.max(0, next - 1));
  }

  Token take() {
    Token token = peek();
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  boolean atWord(String word) {
    return peek().isWord(word);
  }

  boolean atSymbol(String symbol) {
    return peek().isSymbol(symbol);
  }

  boolean takeSymbol(String symbol) {
    if (atSymbol(symbol)) {
      take();
      return true;
    }
    return false;
  }

  /** Whether a rule begins here. */
  boolean atRule() {
    return atWord("rule") && peek(1).kind() == Kind.TEXT;
  }

  /** Whether the next token is the first one of its line. */
  boolean atLineStart() {
    return next == 0 || tokens.get(next - 1).spot().line() < peek().spot().line();
  }

  void expectSymbol(String symbol, String where) {
    if (!takeSymbol(symbol)) {
      throw next > 0 && atLineStart()
          ? missing(symbol, where)
          : expected("\"" + symbol + "\"", where, null);
    }
  }

  /** Writes the finding that the line above ends too early: there it is mended. */
  Broken missing(String symbol, String where) {
    if (!last().isUnclosed()) {
      Spot above = last().spot();
      page.error(
          Code.SYNTAX,
          new Spot(above.line(), above.endColumn(), above.endColumn() + 1),
          "Expected \"%s\" %s, found the end of the line.".formatted(symbol, where),
          "Maybe add %s at the end of line %d.".formatted(symbol, above.line()));
    }
    return new Broken();
  }

  /** The advice when a number was written with a decimal comma, such as 0,5; else null. */
  @Nullable String decimalComma() {
    boolean parted =
        next > 1
            && peek().kind() == Kind.NUMBER
            && last().isSymbol(",")
            && tokens.get(next - 2).kind() == Kind.NUMBER
            && tokens.get(next - 2).text().indexOf('.') < 0;
    return parted
        ? "Maybe write the number with a point: %s.%s"
            .formatted(tokens.get(next - 2).text(), peek().text())
        : null;
  }

  Word expect(Kind kind, String what, String where) {
    if (peek().kind() != kind) {
      throw expected(what, where, maybe(kind));
    }
    Token token = take();
    return new Word(token.value(), token.spot());
  }

  private @Nullable String maybe(Kind wanted) {
    return wanted == Kind.TEXT && peek().kind() == Kind.WORD
        ? "Maybe add \" before it."
        : decimalComma();
  }

  /** Writes the finding that something else was expected here. */
  Broken expected(String what, String where, @Nullable String maybe) {
    return refuse(
        Code.SYNTAX, "Expected %s %s, found %s.".formatted(what, where, peek().shown()), maybe);
  }

  /** Writes a finding about the next token. */
  Broken refuse(Code code, String message, @Nullable String maybe) {
    // What follows an unclosed quote or comment is not to blame.
    if (!peek().isCutOff() && (next == 0 || !last().isUnclosed())) {
      page.error(code, peek().spot(), message, maybe);
    }
    return new Broken();
  }
}
