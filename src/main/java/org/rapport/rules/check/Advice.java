package org.rapport.rules.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.Token.Kind;

/** What was probably meant where a test or a value is not of the form that rules have. */
final class Advice {
  /** More words than any field has. */
  private static final int MAX_WORDS = 6;

  private static final Map<String, String> TURNED =
      Map.of("<", ">", "<=", ">=", ">", "<", ">=", "<=", "==", "==", "!=", "!=");

  /** Words that people write for operators. */
  private static final Map<String, String> SPOKEN =
      Map.ofEntries(
          Map.entry("is", "=="),
          Map.entry("equals", "=="),
          Map.entry("equal", "=="),
          Map.entry("atleast", ">="),
          Map.entry("atmost", "<="),
          Map.entry("more", ">"),
          Map.entry("over", ">"),
          Map.entry("above", ">"),
          Map.entry("greater", ">"),
          Map.entry("less", "<"),
          Map.entry("fewer", "<"),
          Map.entry("under", "<"),
          Map.entry("below", "<"));

  private Advice() {}

  /**
   * Where a test begins with something other than a field: a value that stands first, or without
   * its field.
   *
   * @param fact the fact that is tested
   */
  static @Nullable String field(TokenReader tokens, String fact) {
    Token first = tokens.peek();
    if (first.kind() == Kind.TEXT) {
      return switch (fact) {
        case "Activity" -> "Maybe write event == %s.".formatted(first.text());
        case "Attribute" -> "Maybe write name == %s.".formatted(first.text());
        default -> null;
      };
    }
    String turned = TURNED.get(tokens.peek(1).text());
    Token field = tokens.peek(2);
    if (first.kind() != Kind.NUMBER || turned == null || field.kind() != Kind.WORD) {
      return null;
    }
    String one = "%s %s %s".formatted(field.text(), turned, first.text());
    boolean second =
        TURNED.containsKey(tokens.peek(3).text()) && tokens.peek(4).kind() == Kind.NUMBER;
    return second
        ? "Maybe write two tests: %s, %s %s %s."
            .formatted(one, field.text(), tokens.peek(3).text(), tokens.peek(4).text())
        : "Maybe turn it round: %s.".formatted(one);
  }

  /** Where something follows a field that is no operator. */
  static @Nullable String operator(TokenReader tokens, String fact) {
    String first = tokens.peek().text().toLowerCase(Locale.ROOT);
    String spoken = SPOKEN.getOrDefault(first, SPOKEN.get(first + tokens.peek(1).text()));
    if (tokens.peek().kind() == Kind.WORD && spoken != null) {
      return "Maybe write %s.".formatted(spoken);
    }
    if (tokens.last().kind() != Kind.WORD) {
      return null;
    }
    FactWord known = FactWords.all().get(fact);
    StringBuilder name = new StringBuilder(tokens.last().text());
    for (int i = 0; i < MAX_WORDS && tokens.peek(i).kind() == Kind.WORD; i++) {
      String word = tokens.peek(i).text();
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      if (known != null && known.fields().containsKey(name.toString())) {
        return "Maybe you meant \"%s\".".formatted(name);
      }
    }
    return null;
  }

  /** Where something follows a value: a unit, a range, or a name that lacks its quotes. */
  static @Nullable String afterValue(TokenReader tokens) {
    Token last = tokens.last();
    if (last.kind() == Kind.NUMBER) {
      boolean range = tokens.atSymbol(".") || tokens.atSymbol("-");
      if (range) {
        int to = tokens.peek(1).isSymbol(".") ? 2 : 1;
        return tokens.peek(to).kind() == Kind.NUMBER
            ? "Maybe write two tests: >= %s in one, <= %s in the other."
                .formatted(last.text(), tokens.peek(to).text())
            : null;
      }
      boolean unit = tokens.peek().kind() == Kind.WORD && !tokens.atWord("or");
      return unit && !tokens.atWord("and")
          ? "Maybe leave \"%s\" out: the field says what is counted."
              .formatted(tokens.peek().text())
          : null;
    }
    if (last.kind() == Kind.WORD && tokens.atSymbol("-")) {
      String name = name(tokens, -1);
      return name.length() == last.text().length()
          ? null
          : Names.segments().contains(name)
              ? "Maybe write segment == \"%s\".".formatted(name)
              : "Maybe \"%s\" is a name: it stands in double quotes after a field.".formatted(name);
    }
    return null;
  }

  /** Where a word stands for a value. */
  static String value(TokenReader tokens) {
    if (tokens.atWord("minus") && tokens.peek(1).kind() == Kind.NUMBER) {
      return "Maybe write -%s.".formatted(tokens.peek(1).text());
    }
    return "Maybe put it into double quotes: \"%s\".".formatted(name(tokens, 0));
  }

  /** The name that begins there: words on one line, with the hyphens that join them. */
  private static String name(TokenReader tokens, int from) {
    Token token = from < 0 ? tokens.last() : tokens.peek(from);
    StringBuilder name = new StringBuilder(token.text());
    int next = from + 1;
    for (int words = 1; words < MAX_WORDS; words++) {
      Token before = token;
      boolean hyphen =
          tokens.peek(next).isSymbol("-")
              && tokens.peek(next).spot().column() == before.spot().endColumn()
              && tokens.peek(next + 1).spot().column() == before.spot().endColumn() + 1;
      token = tokens.peek(hyphen ? next + 1 : next);
      if (token.kind() != Kind.WORD || token.spot().line() != before.spot().line()) {
        break;
      }
      name.append(hyphen ? "-" : " ").append(token.text());
      next += hyphen ? 2 : 1;
    }
    return name.toString();
  }

  /** What YAML's reader says, in words that need no knowledge of it: the message, the advice. */
  static List<String> yaml(String message) {
    if (message.contains("mapping values are not allowed here")) {
      return List.of(
          "a colon with a blank after it may not stand within this text",
          "Maybe put the text into double quotes.");
    }
    if (message.contains("expected <block end>")) {
      return List.of(
          "this line begins further left or right than those it belongs to",
          "Maybe give it as many blanks at its beginning as the line above.");
    }
    return List.of(
        message, "Maybe a blank, a colon or a bracket is missing, or the indentation is wrong.");
  }
}
