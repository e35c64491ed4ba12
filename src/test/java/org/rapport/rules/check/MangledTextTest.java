package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.rapport.model.Diagnostic;

/** Whatever becomes of the text, the check ends with findings or a rulebase. */
class MangledTextTest {
  private static final SortedMap<String, String> BASE =
      RulebaseFolder.files(RejectedCase.FOLDER.resolve("base"));

  /** Pieces that mean something to this language, to DRL or to YAML. */
  private static final List<String> PIECES =
      List.of(
          "\"",
          "'",
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          ";",
          ".",
          "@",
          "$",
          "$n",
          "-",
          "*/",
          "/*",
          "//",
          "#",
          "\\",
          "\n",
          "\r\n",
          " ",
          "end",
          "when",
          "then",
          "rule",
          "rule \"x\"",
          "not",
          "eval(",
          "from",
          "or",
          "==",
          "!=",
          "<",
          ">",
          "=",
          "0",
          "1.5",
          "true",
          "null",
          "Phase.TRIAL",
          "Score( value > 3 )",
          "salience 1",
          "&a",
          "*a",
          "- ",
          "  ",
          "!!x",
          "---",
          "\u0000",
          "\u202e",
          "é",
          "\ud83d\ude00",
          "daysAgo: 3",
          "package",
          "import",
          "global");

  @Property(tries = 400)
  void theCheckNeverFails(@ForAll long seed) {
    Random random = new Random(seed);
    SortedMap<String, String> files = new TreeMap<>(BASE);
    List<String> names = List.copyOf(BASE.keySet());
    for (int i = 0; i <= random.nextInt(3); i++) {
      String name = names.get(random.nextInt(names.size()));
      files.computeIfPresent(name, (file, text) -> mangled(text, random));
    }
    CheckResult result = new RulebaseChecker().check(new RulebaseSource("base", files));
    assertThat(result.rulebase() == null)
        .isEqualTo(
            result.diagnostics().stream()
                .anyMatch(finding -> finding.severity() == Diagnostic.Severity.ERROR));
    // What this package takes for rule text, Drools reads the same way.
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .doesNotContain(Code.NOT_DRL.word());
  }

  private static String mangled(String text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, from) + piece + text.substring(from);
      case 1 -> text.substring(0, from) + text.substring(to);
      case 2 -> text.substring(0, from) + piece + text.substring(to);
      default -> text.substring(0, to) + text.substring(from);
    };
  }
}
