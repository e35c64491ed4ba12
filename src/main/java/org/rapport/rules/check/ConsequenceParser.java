package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.RuleFileSyntax.Call;
import org.rapport.rules.check.RuleFileSyntax.Consequence;
import org.rapport.rules.check.RuleFileSyntax.Value;
import org.rapport.rules.check.RuleFileSyntax.Word;
import org.rapport.rules.check.Token.Kind;
import org.rapport.rules.check.TokenReader.Broken;

/** Reads a consequence: {@code global.verb( ... ).qualifier( ... );}, up to {@code end}. */
final class ConsequenceParser {
  /** The longest verb takes ten arguments, and there are fewer qualifiers. */
  private static final int MAX_WORDS = 12;

  private final TokenReader tokens;

  ConsequenceParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  /**
   * The consequence that begins at the next token.
   *
   * @throws Broken after a finding
   */
  Consequence consequence() {
    Word global = tokens.expect(Kind.WORD, "a verb such as points.award", "after \"then\"");
    List<Call> calls = new ArrayList<>();
    if (tokens.atSymbol("(") && globalOf(global.text()) != null) {
      tokens
          .page()
          .error(
              Code.SYNTAX,
              global.spot(),
              "After \"then\" stands one verb with what it is about, found \"%s\"."
                  .formatted(global.text()),
              "Maybe write %s.%s.".formatted(globalOf(global.text()), global.text()));
      throw new Broken();
    }
    if (!tokens.atSymbol(".")) {
      throw tokens.refuse(
          Code.NOT_ALLOWED,
          "After \"then\" stands one verb, found \"%s %s\"."
              .formatted(global.text(), tokens.peek().text()),
          "Maybe see the verbs of this stage in docs/rule-language.md.");
    }
    while (tokens.takeSymbol(".")) {
      calls.add(call());
      if (calls.size() > MAX_WORDS) {
        throw tokens.refuse(
            Code.REPEATED_QUALIFIER, "The verb has too many qualifiers.", "Maybe leave some out.");
      }
    }
    tokens.expectSymbol(";", "at the end of the statement");
    if (!tokens.atWord("end") && !tokens.atRule() && !tokens.atEnd()) {
      tokens.refuse(
          Code.TWO_STATEMENTS,
          "A rule says one thing: after the statement stands \"end\", found %s."
              .formatted(tokens.peek().shown()),
          tokens.peek().text().equalsIgnoreCase("end")
              ? "Maybe write \"end\" in small letters."
              : "Maybe make a second rule of it.");
      // The first one is checked all the same: it may be what is really wrong.
      while (!tokens.peek().text().equalsIgnoreCase("end") && !tokens.atRule() && !tokens.atEnd()) {
        tokens.take();
      }
    }
    return new Consequence(global, calls);
  }

  /** What a verb is about: {@code points} for {@code award}; null when it is no verb. */
  private static @Nullable String globalOf(String verb) {
    return VerbWords.byGlobal().values().stream()
        .filter(verbs -> verbs.verbs().containsKey(verb))
        .map(VerbWord.Verbs::name)
        .sorted()
        .findFirst()
        .orElse(null);
  }

  private Call call() {
    Word name = tokens.expect(Kind.WORD, "a verb or qualifier", "after the dot");
    if (!tokens.atSymbol("(")) {
      throw tokens.expected(
          "\"(\"",
          "after " + name.text(),
          tokens.peek().kind() == Kind.NUMBER
              ? "Maybe write %s( %s ).".formatted(name.text(), tokens.peek().text())
              : null);
    }
    tokens.take();
    List<Value> arguments = new ArrayList<>();
    if (!tokens.atSymbol(")")) {
      do {
        if (arguments.size() == MAX_WORDS) {
          throw tokens.refuse(
              Code.WRONG_ARGUMENT,
              "%s has too many arguments.".formatted(name.text()),
              "Maybe leave some out.");
        }
        arguments.add(new ValueParser(tokens).value("in " + name.text()));
      } while (tokens.takeSymbol(","));
    }
    String advice = Refused.operator(tokens.peek());
    if (advice != null) {
      throw tokens.refuse(
          Code.NOT_ALLOWED,
          "%s: nothing is called or computed within a rule.".formatted(tokens.peek().shown()),
          "Maybe write the number or the text itself.");
    }
    if (tokens.atSymbol(";")) {
      throw tokens.expected(
          "\")\"", "after the arguments of " + name.text(), "Maybe add ) before it.");
    }
    tokens.expectSymbol(")", "after the arguments of " + name.text());
    return new Call(name, arguments);
  }
}
