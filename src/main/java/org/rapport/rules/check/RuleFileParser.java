package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.RuleFileSyntax.Global;
import org.rapport.rules.check.RuleFileSyntax.Rule;
import org.rapport.rules.check.RuleFileSyntax.Word;
import org.rapport.rules.check.Token.Kind;
import org.rapport.rules.check.TokenReader.Broken;

/**
 * Reads a rule file by the closed form of docs/rule-language.md. What is not of that form is told
 * and stepped over, so that the findings of what follows are told too.
 */
final class RuleFileParser {
  private final TokenReader tokens;
  private final List<Word> imports = new ArrayList<>();
  private final List<Global> globals = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  private RuleFileParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  /** The parts of the file; its findings go to the page. */
  static RuleFileSyntax parse(String text, Findings.Page page) {
    TokenReader tokens = new TokenReader(Tokeniser.tokens(text, page), page);
    return new RuleFileParser(tokens).file();
  }

  private RuleFileSyntax file() {
    Word packageName = null;
    try {
      packageName = packageLine();
    } catch (Broken broken) {
      skipToStatement();
    }
    while (!tokens.atEnd()) {
      try {
        statement();
      } catch (Broken broken) {
        skipToStatement();
      }
    }
    return new RuleFileSyntax(packageName, imports, globals, rules);
  }

  private Word packageLine() {
    if (tokens.atEnd()) {
      throw tokens.refuse(
          Code.SYNTAX, "The file is empty.", "Maybe delete it, or put its rules back.");
    }
    if (!tokens.atWord("package")) {
      throw tokens.expected(
          "the word \"package\"", "at the beginning of the file", meant("package"));
    }
    tokens.take();
    Word name = qualifiedName("after \"package\"");
    tokens.takeSymbol(";");
    return name;
  }

  private void statement() {
    if (tokens.atWord("rule")) {
      rules.add(new RuleParser(tokens).rule());
    } else if (tokens.atWord("import")) {
      importLine();
    } else if (tokens.atWord("global")) {
      globalLine();
    } else {
      String advice = Refused.declaration(tokens.peek());
      if (advice != null) {
        throw tokens.refuse(
            Code.NOT_ALLOWED,
            "\"%s\" is not part of the rule language.".formatted(tokens.peek().text()),
            advice);
      }
      throw tokens.expected("a rule", "here", meant("rule", "import", "global"));
    }
  }

  private @Nullable String meant(String... words) {
    if (tokens.atWord("end")) {
      return "Maybe delete it: the rule above has its end.";
    }
    String meant = Words.meant(tokens.peek().text(), List.of(words));
    boolean prose =
        tokens.atSymbol("#") || tokens.atSymbol("/") || tokens.peek(1).kind() == Kind.WORD;
    return meant == null && prose ? "Maybe begin a comment with //." : meant;
  }

  private void importLine() {
    aboveRules();
    tokens.take();
    for (String special : List.of("static", "function", "accumulate", "acc")) {
      if (tokens.atWord(special)) {
        throw tokens.refuse(
            Code.NOT_ALLOWED,
            "\"import %s\" is not part of the rule language.".formatted(special),
            "Maybe leave it out.");
      }
    }
    imports.add(qualifiedName("after \"import\""));
    tokens.takeSymbol(";");
  }

  private void globalLine() {
    aboveRules();
    tokens.take();
    Word type = qualifiedName("after \"global\"");
    onTheSameLine();
    Word name = tokens.expect(Kind.WORD, "a name", "after the global's type");
    globals.add(new Global(type, name));
    tokens.takeSymbol(";");
  }

  /** A line of the file's top is one line: Drools reads it otherwise when it is broken. */
  private void onTheSameLine() {
    if (tokens.atLineStart()) {
      throw tokens.expected(
          "the rest of the line", "after " + tokens.last().shown(), "Maybe join the two lines.");
    }
  }

  private void aboveRules() {
    if (!rules.isEmpty()) {
      throw tokens.refuse(
          Code.SYNTAX,
          "\"%s\" lines stand above the first rule.".formatted(tokens.peek().text()),
          "Maybe move it up.");
    }
  }

  /** Words with dots between; a star at the end is read too, for the check of names to refuse. */
  private Word qualifiedName(String where) {
    onTheSameLine();
    Word first = tokens.expect(Kind.WORD, "a name", where);
    StringBuilder name = new StringBuilder(first.text());
    while (tokens.atSymbol(".")) {
      onTheSameLine();
      tokens.take();
      onTheSameLine();
      if (tokens.takeSymbol("*")) {
        name.append(".*");
        break;
      }
      name.append('.').append(tokens.expect(Kind.WORD, "a name", "after the dot").text());
    }
    return new Word(name.toString(), first.spot().to(tokens.last().spot()));
  }

  /** On to the next rule, or to a line that begins with a word of a file's top. */
  private void skipToStatement() {
    @Nullable Token refused = tokens.atEnd() ? null : tokens.take();
    while (!tokens.atEnd()) {
      boolean starts =
          tokens.atWord("import")
              || tokens.atWord("global")
              || tokens.atWord("function")
              || tokens.atWord("declare")
              || tokens.atWord("query");
      if (tokens.atRule() || (starts && tokens.atLineStart())) {
        return;
      }
      if (refused != null
          && (refused.isWord("declare") || refused.isWord("query"))
          && tokens.atWord("end")) {
        tokens.take();
        return;
      }
      tokens.take();
    }
  }
}
