package org.rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.rules.check.RulebaseTest;

/** The rulebases that ship are free of findings, and their own cases come out as they say. */
class ShippedRulebasesTest {
  private static final Path RULES = Path.of("rules");

  @ParameterizedTest
  @ValueSource(strings = {"subscription", "learning", "shop"})
  void everyCase_comesOutAsItSays(String name) throws IOException {
    CheckedRulebase checked = checked(name);
    Rulebase rulebase = Rulebase.load(checked, new RulebaseCompiler().compile(checked));
    Set<String> matched = new TreeSet<>();
    Set<String> chosen = new TreeSet<>();
    List<String> differences = new ArrayList<>();

    for (RulebaseTest test : checked.tests()) {
      DecisionAnalysis analysis = decide(rulebase, test);
      SortedMap<String, List<String>> sentences = sentences(analysis);
      differences.addAll(differences(test, analysis, sentences));
      matched.addAll(sentences.keySet());
      chosen.add(analysis.actions().get(0).action());
    }

    assertThat(differences).isEmpty();
    assertThat(matched)
        .as("every rule is shown by a case")
        .containsExactlyInAnyOrderElementsOf(ids(checked));
    assertThat(chosen)
        .as("every action is shown by a case")
        .containsExactlyInAnyOrderElementsOf(checked.catalogue().actions().keySet());
  }

  /** Contacts are not kept yet, so a rule about them would never match. */
  @ParameterizedTest
  @ValueSource(strings = {"subscription", "learning", "shop"})
  void noRule_looksAtContacts(String name) throws IOException {
    assertThat(checked(name).rules())
        .flatExtracting(rule -> rule.conditions())
        .extracting(condition -> condition.fact())
        .doesNotContain("Contact");
  }

  private static CheckedRulebase checked(String name) throws IOException {
    CheckResult result = new RulebaseChecker().check(source(name));
    assertThat(result.diagnostics()).isEmpty();
    return result.checked().orElseThrow();
  }

  private static RulebaseSource source(String name) throws IOException {
    Path folder = RULES.resolve(name);
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String relative = folder.relativize(path).toString().replace('\\', '/');
        files.put(relative, Files.readString(path, StandardCharsets.UTF_8));
      }
    }
    return new RulebaseSource(name, files);
  }

  private static DecisionAnalysis decide(Rulebase rulebase, RulebaseTest test) {
    Outcome outcome = rulebase.decide(rulebase.inputs(test.given()), Deadline.NONE);
    assertThat(outcome).as(test.title()).isInstanceOf(Outcome.Decided.class);
    return ((Outcome.Decided) outcome).analysis();
  }

  /** The sentences of every rule that matched, by its id. */
  private static SortedMap<String, List<String>> sentences(DecisionAnalysis analysis) {
    SortedMap<String, List<String>> sentences = new TreeMap<>();
    for (RuleAnalysis rule : analysis.rules()) {
      if (rule.matches() instanceof Matches.Listed listed && !listed.matches().isEmpty()) {
        sentences.put(
            rule.card().id(), listed.matches().stream().map(MatchAnalysis::sentence).toList());
      }
    }
    return sentences;
  }

  /** What came out otherwise than the case says, in words. */
  private static List<String> differences(
      RulebaseTest test, DecisionAnalysis analysis, Map<String, List<String>> sentences) {
    RulebaseTest.Expected expected = test.expected();
    List<String> differences = new ArrayList<>();
    String phase = analysis.phase().phase().name();
    if (expected.phase() != null && !expected.phase().equals(phase)) {
      differences.add("phase " + phase);
    }
    int score = analysis.score().value();
    if ((expected.scoreAtLeast() != null && score < expected.scoreAtLeast())
        || (expected.scoreAtMost() != null && score > expected.scoreAtMost())) {
      differences.add("score " + score);
    }
    if (expected.band() != null && !expected.band().equals(analysis.score().band())) {
      differences.add("band " + analysis.score().band());
    }
    Set<SegmentLevel> segments = new LinkedHashSet<>();
    analysis.segments().forEach(segment -> segments.add(segment.segment()));
    if (!segments.containsAll(expected.segments())
        || segments.stream().anyMatch(in -> expected.notIn().contains(in.segment().word()))) {
      differences.add("segments " + segments);
    }
    String action = analysis.actions().get(0).action();
    if (expected.action() != null && !expected.action().equals(action)) {
      differences.add("action " + action);
    }
    if (!sentences.keySet().containsAll(expected.rules())
        || expected.rulesNot().stream().anyMatch(sentences::containsKey)) {
      differences.add("rules " + sentences.keySet());
    }
    expected
        .reasons()
        .forEach(
            (rule, sentence) -> {
              if (!List.of(sentence).equals(sentences.get(rule))) {
                differences.add("reason of %s %s".formatted(rule, sentences.get(rule)));
              }
            });
    String where = "%s:%d %s: ".formatted(test.file(), test.line(), test.title());
    return differences.stream().map(where::concat).toList();
  }

  private static List<String> ids(CheckedRulebase checked) {
    return checked.rules().stream().map(rule -> rule.card().id()).toList();
  }
}
