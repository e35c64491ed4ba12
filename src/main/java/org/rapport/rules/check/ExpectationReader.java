package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Phase;
import org.rapport.rules.check.RulebaseTest.Expected;
import org.rapport.rules.check.YamlNode.Entry;

/** Reads what a case expects. */
final class ExpectationReader {
  private final Names names;
  private final @Nullable SortedSet<String> ruleIds;
  private final Findings.Page page;

  ExpectationReader(Names names, @Nullable SortedSet<String> ruleIds, Findings.Page page) {
    this.names = names;
    this.ruleIds = ruleIds;
    this.page = page;
  }

  Expected read(YamlNode node) {
    YamlMapping expect =
        YamlMapping.of(
            node,
            "\"expect\"",
            List.of(
                "phase",
                "score",
                "band",
                "segments",
                "notIn",
                "action",
                "rules",
                "rulesNot",
                "reasons"),
            page);
    Integer atLeast = null;
    Integer atMost = null;
    YamlNode scoreNode = expect.node("score");
    if (scoreNode != null) {
      YamlMapping score =
          YamlMapping.of(scoreNode, "the score", List.of("atLeast", "atMost"), page);
      atLeast = score.whole("atLeast", 1, 100);
      atMost = score.whole("atMost", 1, 100);
      if (atLeast != null && atMost != null && atLeast > atMost) {
        page.error(
            Code.WRONG_VALUE,
            score.spot(),
            "No score is at least %d and at most %d.".formatted(atLeast, atMost),
            "Maybe swap them.");
      }
    }
    List<String> phases = Arrays.stream(Phase.values()).map(Phase::name).toList();
    return new Expected(
        word(expect, "phase", Code.UNKNOWN_WORD, phases),
        atLeast,
        atMost,
        word(expect, "band", Code.UNKNOWN_WORD, names.bands()),
        CaseReader.segmentLevels(expect.node("segments"), "\"segments\"", page),
        words(expect, "notIn", Code.UNKNOWN_WORD, "segment", Names.segments()),
        word(expect, "action", Code.UNKNOWN_ACTION, names.actions()),
        words(expect, "rules", Code.UNKNOWN_RULE, "rule", ruleIds),
        words(expect, "rulesNot", Code.UNKNOWN_RULE, "rule", ruleIds),
        reasons(expect));
  }

  private @Nullable String word(
      YamlMapping expect, String key, Code code, @Nullable Collection<String> known) {
    String word = expect.text(key);
    if (word != null) {
      CaseValues.among(code, key, word, known, expect.spotOf(key), page);
    }
    return word;
  }

  private List<String> words(
      YamlMapping expect, String key, Code code, String kind, @Nullable Collection<String> known) {
    List<String> words = new ArrayList<>();
    YamlNode node = expect.node(key);
    if (node != null) {
      for (YamlNode item : YamlMapping.items(node, "\"" + key + "\"", page)) {
        String word = YamlMapping.text(item, "a " + kind, page);
        if (word != null) {
          CaseValues.among(code, kind, word, known, item.spot(), page);
          words.add(word);
        }
      }
    }
    return words;
  }

  private SortedMap<String, String> reasons(YamlMapping expect) {
    SortedMap<String, String> reasons = new TreeMap<>();
    YamlNode node = expect.node("reasons");
    if (node != null) {
      for (Entry entry : YamlMapping.entries(node, "\"reasons\"", page)) {
        CaseValues.among(Code.UNKNOWN_RULE, "rule", entry.key(), ruleIds, entry.keySpot(), page);
        String reason = YamlMapping.text(entry.value(), "a reason", page);
        if (reason != null) {
          reasons.put(entry.key(), reason);
        }
      }
    }
    return reasons;
  }
}
