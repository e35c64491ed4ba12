package org.rapport.rules.check;

import java.util.HashMap;
import java.util.Map;
import org.rapport.rules.check.RuleFileSyntax.Word;

/** Titles and ids of all rules of a rulebase, each of which may be there once. */
final class Uniques {
  private final Map<String, String> titles = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();

  void title(Word title, Findings.Page page) {
    String first = titles.putIfAbsent(title.text(), place(title, page));
    if (first != null) {
      page.error(
          Code.DUPLICATE_TITLE,
          title.spot(),
          "Another rule has the title \"%s\" already: %s.".formatted(title.text(), first),
          "Maybe say what is different about this one.");
    }
  }

  void id(Word id, Findings.Page page) {
    String first = ids.putIfAbsent(id.text(), place(id, page));
    if (first != null) {
      page.error(
          Code.DUPLICATE_ID,
          id.spot(),
          "Another rule has the id \"%s\" already: %s.".formatted(id.text(), first),
          "Maybe this rule was copied: give it an id of its own.");
    }
  }

  private static String place(Word word, Findings.Page page) {
    return "%s line %d".formatted(page.file(), word.spot().line());
  }
}
