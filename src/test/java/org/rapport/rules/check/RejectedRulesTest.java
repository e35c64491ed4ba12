package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rapport.model.Diagnostic.Severity;

/** The cases of {@code fixtures/rejected-rules}: what is refused, where and in which words. */
class RejectedRulesTest {
  /** What the hostile texts would set if any of them were ever run. */
  private static final String MARK = "rapport.pwned";

  /** Codes whose cases are too large, or too odd, for a text file: see CheckerLimitsTest. */
  private static final List<Code> MADE_BY_CODE =
      List.of(
          Code.FILE_TOO_LARGE,
          Code.TOO_MANY_RULES,
          Code.TOO_MANY_CASES,
          Code.TOO_MANY_FINDINGS,
          Code.NEVER_CAME_IN,
          Code.NOT_IN_CATALOGUE,
          Code.NOT_DRL);

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(RejectedCase.FOLDER)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.equals("base"))
          .sorted()
          .toList();
    }
  }

  @AfterEach
  void nothingOfTheTextWasRun() {
    assertThat(System.getProperty(MARK)).isNull();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyFindingIsToldWithItsPlaceAndAdvice(String name) {
    RejectedCase rejected = new RejectedCase(name);
    assertThat(rejected.found()).isNotBlank().isEqualTo(rejected.expected());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRulebaseWithAnErrorIsNoRulebase(String name) {
    CheckResult result = new RulebaseChecker().check(new RejectedCase(name).source());
    boolean error =
        result.diagnostics().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    assertThat(result.checked().isEmpty()).isEqualTo(error);
  }

  @Test
  void hostileTextIsRefusedWithLineAndColumn() throws IOException {
    for (String name : cases()) {
      if (name.startsWith("hostile-")) {
        CheckResult result = new RulebaseChecker().check(new RejectedCase(name).source());
        assertThat(result.rulebase()).as(name).isNull();
        assertThat(result.diagnostics())
            .as(name)
            .isNotEmpty()
            .allMatch(finding -> finding.line() > 0 && finding.column() > 0);
      }
    }
  }

  @Test
  void everyCodeHasACase() throws IOException {
    SortedSet<String> missing =
        Arrays.stream(Code.values())
            .filter(code -> !MADE_BY_CODE.contains(code))
            .map(Code::word)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : cases()) {
      new RejectedCase(name)
          .expected()
          .lines()
          .filter(line -> !line.startsWith(" "))
          .forEach(line -> missing.remove(line.substring(line.lastIndexOf(' ') + 1)));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void thePageOfCodesListsExactlyTheCodes() throws IOException {
    List<String> listed =
        Files.readString(Path.of("docs/rule-diagnostics.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(listed)
        .containsExactlyElementsOf(Arrays.stream(Code.values()).map(Code::word).toList());
  }
}
