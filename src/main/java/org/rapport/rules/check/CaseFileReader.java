package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads one file of {@code tests/}. */
final class CaseFileReader {
  private static final int MAX_CASES = 200;

  private final Names names;
  private final @Nullable SortedSet<String> ruleIds;
  private final Findings.Page page;

  /**
   * @param ruleIds the ids of all rules, or null when some rule could not be checked
   */
  CaseFileReader(Names names, @Nullable SortedSet<String> ruleIds, Findings.Page page) {
    this.names = names;
    this.ruleIds = ruleIds;
    this.page = page;
  }

  /** The file's cases; findings tell what is wrong with them. */
  List<RulebaseTest> cases(YamlNode root) {
    List<YamlNode> items = YamlMapping.items(root, "a file of cases", page);
    if (items.size() > MAX_CASES) {
      page.error(
          Code.TOO_MANY_CASES,
          items.get(MAX_CASES).spot(),
          "A file has at most %d cases.".formatted(MAX_CASES),
          "Maybe begin another file.");
      items = items.subList(0, MAX_CASES);
    }
    List<RulebaseTest> cases = new ArrayList<>();
    for (YamlNode item : items) {
      RulebaseTest test = new CaseReader(names, ruleIds, page).read(item);
      if (test != null) {
        cases.add(test);
      }
    }
    return cases;
  }
}
