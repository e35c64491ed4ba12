package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.RuleFileSyntax.Annotation;
import org.rapport.rules.check.RuleFileSyntax.Consequence;
import org.rapport.rules.check.RuleFileSyntax.Pattern;
import org.rapport.rules.check.RuleFileSyntax.Rule;
import org.rapport.rules.check.RuleFileSyntax.Word;
import org.rapport.rules.check.Token.Kind;
import org.rapport.rules.check.TokenReader.Broken;

/** Reads one rule, from {@code rule} to {@code end}. */
final class RuleParser {
  private final TokenReader tokens;
  private final List<Annotation> annotations = new ArrayList<>();
  private final List<Pattern> patterns = new ArrayList<>();
  private @Nullable Consequence consequence;
  private boolean whole = true;

  RuleParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  /**
   * The rule that begins at the next token.
   *
   * @throws Broken when there is no telling where it ends
   */
  Rule rule() {
    int errorsBefore = tokens.page().errors();
    Spot start = tokens.take().spot();
    Word title = tokens.expect(Kind.TEXT, "the rule's title in double quotes", "after \"rule\"");
    head();
    if (tokens.atWord("when")) {
      tokens.take();
      patterns();
    }
    if (tokens.atWord("then")) {
      tokens.take();
      consequence();
    }
    end(title);
    whole &= tokens.page().errors() == errorsBefore;
    return new Rule(start.to(title.spot()), title, annotations, patterns, consequence, whole);
  }

  private boolean atSectionEnd() {
    return tokens.atEnd()
        || tokens.atRule()
        || tokens.atWord("when")
        || tokens.atWord("then")
        || tokens.atWord("end");
  }

  private void head() {
    while (!atSectionEnd()) {
      try {
        annotation();
      } catch (Broken broken) {
        whole = false;
        do {
          tokens.take();
        } while (!atSectionEnd() && !tokens.atSymbol("@"));
      }
    }
    if (!tokens.atWord("when") && whole) {
      whole = false;
      tokens.expected("\"when\" and the rule's conditions", "after its head", null);
    }
  }

  private void annotation() {
    if (!tokens.atSymbol("@")) {
      String advice = Refused.attribute(tokens.peek());
      if (advice != null) {
        throw tokens.refuse(
            Code.NOT_ALLOWED,
            "\"%s\" is not part of the rule language.".formatted(attributeName()),
            advice);
      }
      throw tokens.expected(
          "\"when\" or an annotation",
          "in the rule's head",
          Words.meant(tokens.peek().text(), List.of("when")));
    }
    tokens.take();
    Word name = tokens.expect(Kind.WORD, "an annotation's name", "after \"@\"");
    if (!tokens.atSymbol("(") && tokens.atLineStart()) {
      tokens
          .page()
          .error(
              Code.SYNTAX,
              name.spot(),
              "Expected a text in brackets after @%s.".formatted(name.text()),
              "Maybe write @%s( \"...\" ), or leave it out.".formatted(name.text()));
      throw new Broken();
    }
    if (!tokens.atSymbol("(")) {
      throw tokens.expected(
          "\"(\"", "after @" + name.text(), "Maybe write @%s( \"...\" ).".formatted(name.text()));
    }
    tokens.take();
    Word value = tokens.expect(Kind.TEXT, "a text in double quotes", "in @" + name.text());
    if (tokens.peek().kind() == Kind.WORD && !tokens.atLineStart()) {
      throw tokens.expected(
          "\")\"",
          "after the text of @" + name.text(),
          "Maybe the quote before it stands within the text: write \\\" there.");
    }
    tokens.expectSymbol(")", "after the text of @" + name.text());
    annotations.add(new Annotation(name, value));
  }

  /** A rule attribute with its hyphens: {@code lock-on-active}. */
  private String attributeName() {
    StringBuilder name = new StringBuilder(tokens.peek().text());
    for (int i = 1;
        tokens.peek(i).isSymbol("-") && tokens.peek(i + 1).kind() == Kind.WORD;
        i += 2) {
      name.append('-').append(tokens.peek(i + 1).text());
    }
    return name.toString();
  }

  private void patterns() {
    while (!atSectionEnd()) {
      try {
        patterns.add(new PatternParser(tokens).pattern());
      } catch (Broken broken) {
        whole = false;
        skipPattern();
      }
    }
    if (patterns.isEmpty() && whole) {
      tokens.expected("at least one condition", "after \"when\"", null);
    }
    if (!tokens.atWord("then") && whole) {
      whole = false;
      tokens.expected("\"then\"", "after the conditions", null);
    }
  }

  /** On to the line of the next condition. */
  private void skipPattern() {
    do {
      tokens.take();
    } while (!atSectionEnd() && !atPatternStart());
  }

  private boolean atPatternStart() {
    if (!tokens.atLineStart()) {
      return false;
    }
    boolean bound = tokens.peek().kind() == Kind.VARIABLE && tokens.peek(1).isSymbol(":");
    int at = tokens.atWord("not") ? 1 : bound ? 2 : 0;
    Token fact = tokens.peek(at);
    return fact.kind() == Kind.WORD
        && Character.isUpperCase(fact.text().charAt(0))
        && tokens.peek(at + 1).isSymbol("(");
  }

  private void consequence() {
    try {
      consequence = new ConsequenceParser(tokens).consequence();
    } catch (Broken broken) {
      whole = false;
      while (!tokens.atEnd() && !tokens.atRule() && !tokens.atWord("end")) {
        tokens.take();
      }
    }
  }

  private void end(Word title) {
    if (tokens.peek().text().equalsIgnoreCase("end")) { // Told when it is in capitals.
      tokens.take();
      return;
    }
    if (tokens.peek().isCutOff()) {
      throw new Broken();
    }
    if (tokens.atRule() || tokens.atEnd()) {
      tokens
          .page()
          .error(
              Code.MISSING_END,
              title.spot(),
              "The rule \"%s\" has no \"end\".".formatted(title.text()),
              "Maybe add \"end\" after its last line.");
      return;
    }
    throw new Broken();
  }
}
