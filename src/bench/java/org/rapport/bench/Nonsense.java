package org.rapport.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** Files of a rulebase that make no sense and are as large as a file may be. */
final class Nonsense {
  private static final int BYTES = 256 * 1024;

  private static final String HEAD =
      """
      package rules.weights
      import org.rapport.rules.fact.Activity
      global org.rapport.rules.verb.Points points
      """;

  private static final String RULE =
      """
      rule "Rule %1$s" @id( "weight.%1$s" ) @reason( "%1$s {$n}." )
      when $a : Activity( event == "Report Exported", $n : last30Days > 0 )
      then points.award( $a ).each( 2 ); end
      """;

  private Nonsense() {}

  /** A file of a rulebase. */
  record Nonsensical(String name, String text) {}

  /** The kinds, each by its name. */
  static Map<String, Nonsensical> kinds() {
    Map<String, Nonsensical> kinds = new LinkedHashMap<>();
    for (String file : new String[] {"weights.drl", "catalogue.yaml", "tests/cases.yaml"}) {
      Random random = new Random(5);
      kinds.put("bytes at random, " + file, filled(file, "", n -> bytes(random), ""));
      kinds.put("letters at random, " + file, filled(file, "", n -> letters(random), ""));
      kinds.put("words at random, " + file, filled(file, "", n -> word(random), ""));
      repeated(kinds, "opened brackets", file, "(");
      repeated(kinds, "opened square brackets", file, "[");
      repeated(kinds, "opened braces", file, "{");
      repeated(kinds, "brackets in pairs", file, "()");
      repeated(kinds, "quotes", file, "\"");
      repeated(kinds, "open quotes", file, "\"abc\n");
      repeated(kinds, "one long line", file, "x");
      repeated(kinds, "one long number", file, "9");
      repeated(kinds, "comments opened", file, "/*");
      repeated(kinds, "empty lines", file, "\n");
      repeated(kinds, "blanks", file, " ");
      repeated(kinds, "hidden characters", file, "\u200b");
      repeated(kinds, "backslashes before u", file, "\\u0041");
      repeated(kinds, "letters of another script", file, "\u0430");
      repeated(kinds, "dashes", file, "- ");
      repeated(kinds, "colons", file, "a: ");
      repeated(kinds, "anchors", file, "&a ");
      kinds.put("unknown keys, " + file, filled(file, "", n -> "key%d: 1\n".formatted(n), ""));
      kinds.put("nested, " + file, filled(file, "", n -> " ".repeat(n) + "a:\n", ""));
    }
    rules(kinds);
    yaml(kinds);
    return kinds;
  }

  private static void rules(Map<String, Nonsensical> kinds) {
    String file = "weights.drl";
    kinds.put("an open comment after rules", filled(file, HEAD + "/* ", n -> "a rule\n", ""));
    kinds.put("rules of keywords", filled(file, HEAD, n -> "rule when then end ", ""));
    kinds.put(
        "rules with an unknown field each",
        filled(file, HEAD, n -> rule(n).replace("last30Days", "last30Dayz" + n), ""));
    kinds.put(
        "rules with an unknown event each",
        filled(file, HEAD, n -> rule(n).replace("Report Exported", "Report Exporte" + n), ""));
    kinds.put(
        "rules with an unknown fact each",
        filled(file, HEAD, n -> rule(n).replace("Activity", "Activty" + n), ""));
    kinds.put(
        "rules with an unknown verb each",
        filled(file, HEAD, n -> rule(n).replace("award", "awrd" + n), ""));
    kinds.put("rules of one id", filled(file, HEAD, n -> rule(1), ""));
    kinds.put("rules without end", filled(file, HEAD, n -> rule(n).replace(" end", ""), ""));
    kinds.put("rules without quotes", filled(file, HEAD, n -> rule(n).replace("\"", ""), ""));
    kinds.put(
        "rules with one quote too few",
        filled(file, HEAD, n -> rule(n).replaceFirst("\"", ""), ""));
    String begun = HEAD + rule(1).replaceAll("(?s)Activity.*", "");
    kinds.put("one rule of conditions", filled(file, begun, n -> " Activity( never == true )", ""));
    kinds.put(
        "one condition of tests",
        filled(file, begun + "Activity( never == true", n -> ", last7Days > " + n, " )"));
    kinds.put(
        "one statement of qualifiers",
        filled(
            file,
            HEAD + rule(1).replaceAll("; end\n", ""),
            n -> ".each( %d )".formatted(n),
            "; end\n"));
    kinds.put("imports", filled(file, HEAD, n -> "import java.util.List" + n + "\n", ""));
    kinds.put(
        "one rule of annotations",
        filled(file, HEAD + "rule \"A\"\n", n -> "@a%d( \"x\" )\n".formatted(n), ""));
    kinds.put(
        "one reason of braces",
        filled(file, HEAD + "rule \"A\" @reason( \"", n -> "{$n}", "\" )\n"));
  }

  private static void yaml(Map<String, Nonsensical> kinds) {
    String head = "rulebase: subscription\ntitle: T\nsignUp: Account Created\nevents:\n";
    kinds.put(
        "a catalogue of events with unknown keys",
        filled("catalogue.yaml", head, n -> "  Event %d:\n    meanig: x\n".formatted(n), ""));
    kinds.put(
        "a catalogue of events with keys of their own",
        filled("catalogue.yaml", head, n -> "  Event %d:\n    key%d: x\n".formatted(n, n), ""));
    kinds.put("a catalogue of one event", filled("catalogue.yaml", head, n -> "  Event:\n", ""));
    kinds.put(
        "a catalogue of actions of one line",
        filled("catalogue.yaml", "actions:\n", n -> "  a%d: {tilte: x}\n".formatted(n), ""));
    kinds.put(
        "cases of events that are unknown",
        filled(
            "tests/cases.yaml",
            "",
            n ->
                "- case: c%d\n  given:\n    events:\n    - {event: Signd In %d, daysAgo: 1}\n"
                    .formatted(n, n),
            ""));
    kinds.put(
        "cases of rules that are unknown",
        filled(
            "tests/cases.yaml",
            "",
            n -> "- case: c%d\n  expect: {rules: [churn.r%d]}\n".formatted(n, n),
            ""));
    kinds.put(
        "one case of events",
        filled(
            "tests/cases.yaml",
            "- case: c\n  given:\n    events:\n",
            n -> "    - {event: E%d, daysAgo: x}\n".formatted(n),
            ""));
  }

  private static String rule(int number) {
    return RULE.formatted(Integer.toString(number, 36).replaceAll("[0-9]", "z") + "-x");
  }

  private static void repeated(
      Map<String, Nonsensical> kinds, String kind, String file, String piece) {
    kinds.put(kind + ", " + file, filled(file, "", n -> piece, ""));
  }

  /** As many pieces between head and tail as the largest file holds. */
  private static Nonsensical filled(
      String file, String head, IntFunction<String> piece, String tail) {
    StringBuilder text = new StringBuilder(head);
    int bytes = head.length() + tail.length();
    for (int n = 1; ; n++) {
      String next = piece.apply(n);
      bytes += next.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      if (bytes > BYTES) {
        return new Nonsensical(file, text + tail);
      }
      text.append(next);
    }
  }

  private static String bytes(Random random) {
    byte[] bytes = new byte[64];
    random.nextBytes(bytes);
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static String letters(Random random) {
    return Character.toString(' ' + random.nextInt('~' - ' '))
        + (random.nextInt(60) == 0 ? "\n" : "");
  }

  private static String word(Random random) {
    String[] words = {
      "rule",
      "when",
      "then",
      "end",
      "(",
      ")",
      "\"",
      ",",
      ":",
      ";",
      "==",
      "$n",
      "5",
      "Activity",
      "event",
      "- ",
      "{",
      "}",
      "[",
      "]",
      "\n",
      "\n  ",
      "a: ",
      "@id",
      "."
    };
    return words[random.nextInt(words.length)] + " ";
  }
}
