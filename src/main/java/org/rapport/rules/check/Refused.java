package org.rapport.rules.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What DRL knows and this rule language leaves out, each with what to do instead. */
final class Refused {
  private static final String ORDER = "Maybe leave it out: the order of rules never matters here.";
  private static final String COMPUTED =
      "Maybe a fact already has the number as a field: see docs/rule-language.md.";
  private static final String JOINED =
      "Maybe leave it out: conditions one under the other must all hold.";
  private static final String TWO_RULES = "Maybe write two rules: either-or is two rules.";
  private static final String COMPARE = "Maybe compare with one of == != < <= > >=.";
  private static final String DATA = "Maybe what it should hold belongs into catalogue.yaml.";
  private static final String PLAIN = "Maybe leave it out.";

  /** First words, at the top of a file. */
  private static final Map<String, String> DECLARATIONS =
      Map.ofEntries(
          Map.entry("function", COMPUTED),
          Map.entry("declare", DATA),
          Map.entry("query", COMPUTED),
          Map.entry("unit", PLAIN),
          Map.entry("dialect", PLAIN),
          Map.entry("expander", PLAIN),
          Map.entry("template", PLAIN));

  /** Rule attributes; a word with hyphens by its first part. */
  private static final Map<String, String> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("salience", ORDER),
          Map.entry("agenda", ORDER),
          Map.entry("ruleflow", ORDER),
          Map.entry("activation", ORDER),
          Map.entry("auto", ORDER),
          Map.entry("no", ORDER),
          Map.entry("lock", ORDER),
          Map.entry("enabled", "Maybe delete the rule, or put it into a comment."),
          Map.entry("duration", ORDER),
          Map.entry("timer", ORDER),
          Map.entry("calendars", ORDER),
          Map.entry("date", ORDER),
          Map.entry("dialect", PLAIN),
          Map.entry("refract", ORDER),
          Map.entry("direct", ORDER),
          Map.entry("attributes", PLAIN),
          Map.entry("extends", "Maybe copy the conditions into this rule."));

  /** Words among conditions. */
  private static final Map<String, String> CONDITIONS =
      Map.ofEntries(
          Map.entry("eval", COMPUTED),
          Map.entry("exists", "Maybe leave the word out: the condition alone says the same."),
          Map.entry("forall", "Maybe say it with \"not\"."),
          Map.entry("accumulate", COMPUTED),
          Map.entry("acc", COMPUTED),
          Map.entry("collect", COMPUTED),
          Map.entry("groupby", COMPUTED),
          Map.entry("from", COMPUTED),
          Map.entry("or", TWO_RULES),
          Map.entry("and", JOINED),
          Map.entry("over", "Maybe use a field with its window: last30Days."),
          Map.entry("do", PLAIN),
          Map.entry("if", TWO_RULES),
          Map.entry("else", TWO_RULES),
          Map.entry("break", PLAIN));

  /** Words where an operator is expected. */
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("matches", COMPARE),
          Map.entry("contains", COMPARE),
          Map.entry("memberOf", COMPARE),
          Map.entry("soundslike", COMPARE),
          Map.entry("str", COMPARE),
          Map.entry("excludes", COMPARE),
          Map.entry("in", TWO_RULES),
          Map.entry("not", COMPARE),
          Map.entry("after", COMPARE),
          Map.entry("before", COMPARE),
          Map.entry("instanceof", COMPARE));

  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("&&", "Maybe put a comma between the two tests."),
          Map.entry("||", TWO_RULES),
          Map.entry("=", "Maybe write ==."),
          Map.entry("=>", "Maybe write >=."),
          Map.entry("=<", "Maybe write <=."),
          Map.entry("<>", "Maybe write !=."),
          Map.entry(":=", "Maybe write a colon."),
          Map.entry("+", COMPUTED),
          Map.entry("-", COMPUTED),
          Map.entry("*", COMPUTED),
          Map.entry("/", COMPUTED),
          Map.entry("%", "Maybe write the number alone, without the percent sign."),
          Map.entry(".", "Maybe use one of the fact's own fields."),
          Map.entry("(", COMPUTED),
          Map.entry("[", COMPUTED),
          Map.entry("?", PLAIN),
          Map.entry("!", "Maybe say == false, or \"not\" before the fact."),
          Map.entry("{", PLAIN));

  private Refused() {}

  /** A refused declaration's advice, or null when the word begins none. */
  static @Nullable String declaration(Token token) {
    String attribute = attribute(token);
    return attribute != null ? attribute : DECLARATIONS.get(token.text());
  }

  /** A refused rule attribute's advice, or null. */
  static @Nullable String attribute(Token token) {
    return ATTRIBUTES.get(token.text());
  }

  /** A refused condition's advice, or null. */
  static @Nullable String condition(Token token) {
    return CONDITIONS.get(token.text());
  }

  /** A refused operator's advice, or null. */
  static @Nullable String operator(Token token) {
    return token.kind() == Token.Kind.SYMBOL
        ? SYMBOLS.get(token.text())
        : OPERATORS.get(token.text());
  }
}
