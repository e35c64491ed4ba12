package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rapport.model.Diagnostic;

/** The hostile corpus before the checker: each file is refused, and at the right line. */
class HostileRulesTest {
  private static final RulebaseChecker CHECKER = new RulebaseChecker();

  static List<HostileFile> files() {
    return HostileFile.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedAtItsLine(HostileFile hostile) {
    CheckResult result = CHECKER.check(hostile.source());

    assertThat(result.rulebase()).isNull();
    List<Diagnostic> errors =
        result.diagnostics().stream()
            .filter(finding -> finding.severity() == Diagnostic.Severity.ERROR)
            .toList();
    assertThat(errors).as(RejectedCase.text(result)).isNotEmpty();
    assertThat(errors.get(0).line()).as(RejectedCase.text(result)).isEqualTo(hostile.line());
    // What a terminal shows of it is text, never a command to the terminal.
    assertThat(RejectedCase.text(result).replace("\n", "").codePoints())
        .noneMatch(TextGuard::isIllegal);
  }

  @Test
  void everyFileIsListedOnce() {
    List<String> listed = files().stream().map(HostileFile::file).toList();
    TreeSet<String> there =
        new TreeSet<>(RulebaseFolder.files(Path.of("fixtures/hostile-rules")).keySet());
    there.removeAll(List.of("index.txt", "beneath.txt"));

    assertThat(listed).doesNotHaveDuplicates().hasSizeGreaterThan(400);
    assertThat(there).containsExactlyInAnyOrderElementsOf(listed);
  }
}
