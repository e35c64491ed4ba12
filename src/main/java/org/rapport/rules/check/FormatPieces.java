package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import org.rapport.rules.check.RuleFileSyntax.Annotation;
import org.rapport.rules.check.RuleFileSyntax.Consequence;
import org.rapport.rules.check.RuleFileSyntax.Global;
import org.rapport.rules.check.RuleFileSyntax.Pattern;
import org.rapport.rules.check.RuleFileSyntax.Rule;
import org.rapport.rules.check.RuleFileSyntax.Word;
import org.rapport.rules.check.Tokeniser.Comment;

/**
 * A rule file as the lines that its canonical form will have, each with the comments that belong to
 * it: those above it, and the one behind it.
 *
 * @param pieces in the order of the file
 * @param last the comments after all of them
 */
record FormatPieces(List<Piece> pieces, List<Lead> last) {
  FormatPieces {
    pieces = List.copyOf(pieces);
    last = List.copyOf(last);
  }

  /** What a line is. */
  enum Kind {
    PACKAGE,
    IMPORT,
    GLOBAL,
    RULE,
    ANNOTATION,
    WHEN,
    CONDITION,
    THEN,
    STATEMENT,
    END;

    boolean indented() {
      return this == ANNOTATION || this == CONDITION || this == STATEMENT;
    }

    boolean withinRule() {
      return compareTo(RULE) > 0;
    }
  }

  /** A comment above a line, and whether a blank line follows it. */
  record Lead(String text, boolean blankAfter) {}

  /** One line. */
  record Piece(Kind kind, String text, List<Lead> leads, String trail) {
    Piece {
      leads = List.copyOf(leads);
    }
  }

  /**
   * Cuts a file into pieces.
   *
   * @param text the file
   * @param file the same, read without a finding
   */
  static FormatPieces of(String text, RuleFileSyntax file) {
    Findings.Page page = new Findings().in("");
    return new Cutter(Tokeniser.tokens(text, page), Tokeniser.comments(text, page)).cut(file);
  }

  /** Walks over the tokens and the parsed file at one pace. */
  private static final class Cutter {
    private final List<Token> tokens;
    private final List<Comment> comments;
    private final List<Piece> pieces = new ArrayList<>();
    private int next;
    private int nextComment;

    Cutter(List<Token> tokens, List<Comment> comments) {
      this.tokens = tokens;
      this.comments = comments;
    }

    FormatPieces cut(RuleFileSyntax file) {
      Word packageName = file.packageName();
      upToName(Kind.PACKAGE, "package " + (packageName == null ? "" : packageName.text()));
      int imports = 0;
      int globals = 0;
      while (imports < file.imports().size() || globals < file.globals().size()) {
        if (tokens.get(next).isWord("import")) {
          upToName(Kind.IMPORT, "import " + file.imports().get(imports++).text());
        } else {
          Global global = file.globals().get(globals++);
          upToName(Kind.GLOBAL, "global " + global.type().text() + " " + global.name().text());
        }
      }
      file.rules().forEach(this::rule);
      return new FormatPieces(pieces, leads(tokens.size(), tokens.get(next).spot().line()));
    }

    private void rule(Rule rule) {
      piece(Kind.RULE, "rule " + CanonicalRules.quoted(rule.title().text()), 2);
      for (Annotation annotation : rule.annotations()) {
        String value = CanonicalRules.quoted(annotation.value().text());
        piece(Kind.ANNOTATION, "@%s( %s )".formatted(annotation.name().text(), value), 5);
      }
      piece(Kind.WHEN, "when", 1);
      for (Pattern pattern : rule.patterns()) {
        upToSymbol(Kind.CONDITION, CanonicalRules.text(pattern), ")");
      }
      piece(Kind.THEN, "then", 1);
      Consequence consequence = rule.consequence();
      upToSymbol(Kind.STATEMENT, consequence == null ? "" : CanonicalRules.text(consequence), ";");
      piece(Kind.END, "end", 1);
    }

    private void upToSymbol(Kind kind, String text, String symbol) {
      int count = 1;
      while (!tokens.get(next + count - 1).isSymbol(symbol)) {
        count++;
      }
      piece(kind, text, count);
    }

    /** A line of the file's top: all tokens of its line, and the semicolon that may end it. */
    private void upToName(Kind kind, String text) {
      int count = 1;
      Token first = tokens.get(next);
      while (tokens.get(next + count).kind() != Token.Kind.END
          && (tokens.get(next + count).spot().line() == first.spot().line()
              || tokens.get(next + count).isSymbol(";"))
          && !beginsAnew(tokens.get(next + count))) {
        count++;
      }
      piece(kind, text, count);
    }

    private boolean beginsAnew(Token token) {
      return token.isWord("import") || token.isWord("global") || token.isWord("rule");
    }

    private void piece(Kind kind, String text, int count) {
      int end = next + count;
      int lastLine = tokens.get(end - 1).spot().line();
      List<Lead> leads = leads(end, tokens.get(next).spot().line());
      String trail = "";
      if (nextComment < comments.size()
          && comments.get(nextComment).before() == end
          && comments.get(nextComment).line() == lastLine
          && !comments.get(nextComment).text().contains("\n")
          && tokens.get(end).spot().line() != lastLine) {
        trail = comments.get(nextComment++).text();
      }
      pieces.add(new Piece(kind, text, leads, trail));
      next = end;
    }

    /** The comments before and within the tokens up to {@code end}. */
    private List<Lead> leads(int end, int line) {
      List<Lead> leads = new ArrayList<>();
      while (nextComment < comments.size() && comments.get(nextComment).before() < end) {
        Comment comment = comments.get(nextComment++);
        boolean more = nextComment < comments.size() && comments.get(nextComment).before() < end;
        int following = more ? comments.get(nextComment).line() : line;
        int ends = comment.line() + (int) comment.text().chars().filter(c -> c == '\n').count();
        leads.add(new Lead(comment.text(), following > ends + 1));
      }
      return leads;
    }
  }
}
