package org.rapport.rules.check;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.rules.check.RuleFileSyntax.Value;

/** Reads one operand or argument. */
final class ValueParser {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,6})?");

  private static final List<String> YES = List.of("yes", "on", "true");
  private static final List<String> NO = List.of("no", "off", "false");

  private final TokenReader tokens;

  ValueParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  /**
   * The value that begins at the next token.
   *
   * @throws TokenReader.Broken after a finding
   */
  Value value(String where) {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> number();
      case TEXT -> taken(new Operand.TextLiteral(token.value()), true);
      case VARIABLE -> taken(new Operand.Variable(token.text()), true);
      case WORD -> word(token, where);
      case SYMBOL, END ->
          throw tokens.expected("a number, a text, a flag or a variable", where, null);
    };
  }

  private Value taken(Operand operand, boolean sound) {
    return new Value(operand, tokens.take().spot(), sound);
  }

  private Value number() {
    Token token = tokens.peek();
    if (NUMBER.matcher(token.text()).matches()) {
      BigDecimal number = new BigDecimal(token.text());
      if (Millionths.accepts(number)) {
        return taken(new Operand.NumberLiteral(Millionths.of(number), token.text()), true);
      }
    }
    tokens
        .page()
        .error(
            Code.WRONG_NUMBER,
            token.spot(),
            "%s is not a number as rules write it.".formatted(token.shown()),
            "Maybe write digits with at most one point and six places, up to a billion.");
    return taken(new Operand.NumberLiteral(0, token.text()), false);
  }

  private Value word(Token token, String where) {
    if (token.isWord("true") || token.isWord("false")) {
      return taken(new Operand.FlagLiteral(token.isWord("true")), true);
    }
    if (token.isWord("Phase") && tokens.peek(1).isSymbol(".")) {
      tokens.take();
      tokens.take();
      return phase(token.spot());
    }
    if (tokens.peek(1).isSymbol("(") || tokens.peek(1).isSymbol(".") || token.isWord("new")) {
      throw tokens.refuse(
          Code.NOT_ALLOWED,
          "%s: nothing is called or computed within a rule.".formatted(token.shown()),
          "Maybe write the number or the text itself.");
    }
    if (token.isWord("null")) {
      throw tokens.refuse(
          Code.NOT_ALLOWED,
          "There is no null: every field has a value.",
          "Maybe test known == false, or never == true.");
    }
    throw tokens.expected(
        "a number, a text, a flag or a variable", where, meant(token.text(), tokens));
  }

  private static String meant(String word, TokenReader tokens) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (Arrays.stream(Phase.values()).anyMatch(phase -> phase.name().equals(word))) {
      return "Maybe write Phase.%s.".formatted(word);
    }
    if (YES.contains(lower) || NO.contains(lower)) {
      return "Maybe write %s.".formatted(YES.contains(lower));
    }
    return Advice.value(tokens);
  }

  private Value phase(Spot start) {
    Token name = tokens.peek();
    List<String> phases = Arrays.stream(Phase.values()).map(Phase::name).toList();
    if (!phases.contains(name.text())) {
      throw tokens.refuse(
          Code.UNKNOWN_WORD,
          "There is no phase %s.".formatted(name.shown()),
          Words.maybe(name.text(), phases));
    }
    tokens.take();
    return new Value(
        new Operand.PhaseLiteral(Phase.valueOf(name.text())), start.to(name.spot()), true);
  }
}
