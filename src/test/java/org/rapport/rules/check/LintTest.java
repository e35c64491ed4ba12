package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.model.Diagnostic;

/** Defects sown into a rulebase without any: each folder is named after what should be found. */
class LintTest {
  private static final Path FOLDER = Path.of("fixtures/seeded-defects");

  private static List<Path> defects() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.sorted().toList();
    }
  }

  @Test
  void nearlyEveryDefectIsFound() throws IOException {
    List<String> missed = new ArrayList<>();
    Set<String> kinds = new TreeSet<>();
    for (Path defect : defects()) {
      String name = defect.getFileName().toString();
      String code = name.substring(0, name.lastIndexOf('-'));
      kinds.add(code);
      CheckResult result = new RulebaseChecker().check(new RejectedCase(defect).source());
      if (result.diagnostics().stream().noneMatch(finding -> finding.code().equals(code))) {
        missed.add(name + "\n" + RejectedCase.text(result));
      }
    }

    assertThat(kinds).hasSizeGreaterThanOrEqualTo(12);
    assertThat(defects()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(missed).isEmpty();
  }

  @Test
  void eventTypesAreHeldAgainstThoseThatCameIn_andNothingIsSaidWhenNoneDid() {
    RulebaseSource shop = RulebaseFolder.source(Path.of("rules/shop"));
    RulebaseChecker checker = new RulebaseChecker();

    SortedSet<String> known =
        new TreeSet<>(checker.check(shop).checked().orElseThrow().catalogue().events().keySet());
    assertThat(checker.check(shop, known).diagnostics()).isEmpty();
    SortedSet<String> others = new TreeSet<>(known);
    others.remove("Order Completed");
    others.add("Order Complete");
    for (int i = 10; i < 35; i++) {
      others.add("Zone Entered " + i);
    }
    CheckResult result = checker.check(shop, others);

    assertThat(result.rulebase()).isNotNull();
    assertThat(result.diagnostics())
        .allMatch(finding -> finding.severity() == Diagnostic.Severity.WARNING)
        .allMatch(finding -> finding.file().equals("catalogue.yaml") && finding.line() > 0)
        .extracting(Diagnostic::code)
        .containsOnlyOnce("never-came-in")
        .containsOnly("never-came-in", "not-in-catalogue")
        .hasSize(22);
    assertThat(result.diagnostics())
        .filteredOn(finding -> finding.code().equals("never-came-in"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).contains("\"Order Completed\"");
              assertThat(finding.maybe()).isEqualTo("Maybe you meant \"Order Complete\".");
            });
    assertThat(result.diagnostics())
        .extracting(Diagnostic::message)
        .anyMatch(message -> message.startsWith("6 more event types come in"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixtures/rejected-rules/base",
        "rules/subscription",
        "rules/learning",
        "rules/shop"
      })
  void nothingIsFoundInGoodRulebases(String folder) {
    CheckResult result = new RulebaseChecker().check(RulebaseFolder.source(Path.of(folder)));

    assertThat(RejectedCase.text(result)).isEmpty();
  }
}
