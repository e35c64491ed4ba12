package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.RuleFileSyntax.Pattern;
import org.rapport.rules.check.RuleFileSyntax.Test;
import org.rapport.rules.check.RuleFileSyntax.Value;
import org.rapport.rules.check.RuleFileSyntax.Word;
import org.rapport.rules.check.Token.Kind;
import org.rapport.rules.check.TokenReader.Broken;

/** Reads one condition: {@code $f : Fact( test, test )} or {@code not Fact( test )}. */
final class PatternParser {
  /** More tests than any sentence needs. */
  private static final int MAX_TESTS = 20;

  private final TokenReader tokens;

  PatternParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  /**
   * The condition that begins at the next token.
   *
   * @throws Broken after a finding
   */
  Pattern pattern() {
    Spot start = tokens.peek().spot();
    boolean negated = tokens.atWord("not");
    if (negated) {
      tokens.take();
    }
    Word variable = variable();
    refuseWord(Refused.condition(tokens.peek()));
    if (VerbWords.byGlobal().containsKey(tokens.peek().text()) && tokens.peek(1).isSymbol(".")) {
      throw tokens.expected(
          "\"then\"", "before the rule's verb", "Maybe add a line above it: then");
    }
    if (tokens.atSymbol(")") || tokens.atSymbol(",") || tokens.atSymbol(";")) {
      throw tokens.expected(
          "a fact",
          "at the beginning of a condition",
          tokens.atSymbol(")")
              ? "Maybe delete it: it is one too many."
              : "Maybe delete it: conditions stand one under the other, with nothing between.");
    }
    Word fact = tokens.expect(Kind.WORD, "a fact", "at the beginning of a condition");
    if (!tokens.atSymbol("(") && tokens.atLineStart()) {
      String then = Words.meant(fact.text(), List.of("then"));
      if (then != null) {
        tokens
            .page()
            .error(
                Code.SYNTAX,
                fact.spot(),
                "Expected \"then\" after the conditions, found \"%s\".".formatted(fact.text()),
                then);
        throw new Broken();
      }
    }
    tokens.expectSymbol("(", "after " + fact.text());
    List<Test> tests = new ArrayList<>();
    if (!tokens.atSymbol(")")) {
      do {
        if (tests.size() == MAX_TESTS) {
          throw tokens.refuse(
              Code.TOO_MANY_CONDITIONS,
              "A condition has at most %d tests.".formatted(MAX_TESTS),
              "Maybe split the rule into two.");
        }
        tests.add(test(fact.text()));
      } while (tokens.takeSymbol(","));
    }
    if (!tokens.atSymbol(")")) {
      throw afterTest();
    }
    tokens.take();
    Spot end = tokens.last().spot();
    refuseWord(Refused.condition(tokens.peek()));
    return new Pattern(negated, variable, fact, tests, start.to(end));
  }

  private @Nullable Word variable() {
    if (tokens.peek().kind() == Kind.WORD && tokens.peek(1).isSymbol(":")) {
      throw tokens.expected(
          "a variable", "before the colon", "Maybe write $%s.".formatted(tokens.peek().text()));
    }
    if (tokens.peek().kind() != Kind.VARIABLE) {
      return null;
    }
    Word variable = tokens.expect(Kind.VARIABLE, "a variable", "here");
    tokens.expectSymbol(":", "after the variable " + variable.text());
    return variable;
  }

  private void refuseWord(@Nullable String advice) {
    if (advice != null) {
      throw tokens.refuse(
          Code.NOT_ALLOWED,
          "\"%s\" is not part of the rule language.".formatted(tokens.peek().text()),
          advice);
    }
  }

  private Test test(String fact) {
    Spot start = tokens.peek().spot();
    Word variable = variable();
    refuseWord(tokens.atWord("eval") ? Refused.condition(tokens.peek()) : null);
    String advice = Advice.field(tokens, fact);
    if (advice != null) {
      throw tokens.expected("a field", "at the beginning of a test", advice);
    }
    Word field = tokens.expect(Kind.WORD, "a field", "at the beginning of a test");
    Operator operator = operator(fact);
    Value operand = null;
    if (operator != null) {
      tokens.take();
      operand = new ValueParser(tokens).value("after " + operator.symbol());
    }
    return new Test(variable, field, operator, operand, start.to(tokens.last().spot()));
  }

  private @Nullable Operator operator(String fact) {
    Token token = tokens.peek();
    for (Operator operator : Operator.values()) {
      if (token.isSymbol(operator.symbol())) {
        return operator;
      }
    }
    if (token.isSymbol(",") || token.isSymbol(")")) {
      return null;
    }
    String advice = tokens.atLineStart() ? null : Advice.operator(tokens, fact);
    if (advice != null) {
      throw tokens.expected("an operator such as ==", "after the field", advice);
    }
    throw afterTest();
  }

  private @Nullable String afterTestAdvice() {
    if (tokens.atWord("and")) {
      return "Maybe write a comma instead: all tests must hold.";
    }
    return tokens.peek().kind() == Kind.VARIABLE
        ? "Maybe add a comma before it."
        : Advice.afterValue(tokens);
  }

  /** Whether a condition, or what follows all of them, begins here. */
  private boolean atCondition() {
    int fact = tokens.peek().kind() == Kind.VARIABLE && tokens.peek(1).isSymbol(":") ? 2 : 0;
    return tokens.peek(fact + 1).isSymbol("(")
        || tokens.atWord("not")
        || tokens.atWord("then")
        || tokens.atEnd();
  }

  private Broken afterTest() {
    if (tokens.atLineStart() && !tokens.atWord("and") && !tokens.atWord("or")) {
      return tokens.missing(atCondition() ? ")" : ",", "after the test");
    }
    String advice = Refused.operator(tokens.peek());
    if (advice == null && tokens.atWord("or")) {
      advice = Refused.condition(tokens.peek());
    }
    if (advice != null) {
      String better = Advice.afterValue(tokens);
      return tokens.refuse(
          Code.NOT_ALLOWED,
          "\"%s\" is not part of the rule language.".formatted(tokens.peek().text()),
          better == null ? advice : better);
    }
    return tokens.expected("a comma or \")\"", "after the test", afterTestAdvice());
  }
}
