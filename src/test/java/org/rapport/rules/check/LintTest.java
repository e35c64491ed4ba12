package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
