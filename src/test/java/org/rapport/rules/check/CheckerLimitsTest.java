package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.model.Diagnostic;

/** Text that is too much, or that a text file cannot hold. */
class CheckerLimitsTest {
  private final SortedMap<String, String> files =
      new TreeMap<>(RulebaseFolder.files(RejectedCase.FOLDER.resolve("base")));

  private CheckResult check() {
    return new RulebaseChecker().check(new RulebaseSource("base", files));
  }

  private void append(String file, String text) {
    files.merge(file, text, String::concat);
  }

  private static String rule(int number) {
    return """
        rule "Copy %s"
            @id( "weight.copy-%d" )
            @reason( "A copy." )
        when
            $asked : Attribute( name == "nps", number >= 9 )
        then
            points.award( $asked ).once( 5 );
        end
        """
        .formatted(Integer.toString(number, 36).replaceAll("[0-9]", "."), number);
  }

  @Test
  void aFileOverTheLimitIsNotRead() {
    append("weights.drl", "//" + "x".repeat(TextGuard.MAX_FILE_BYTES));
    assertThat(check().diagnostics())
        .singleElement()
        .extracting(Diagnostic::code, Diagnostic::file, Diagnostic::line)
        .containsExactly("file-too-large", "weights.drl", 0);
  }

  @Test
  void theLimitIsOneOfBytes() {
    String comment = "//" + "é".repeat(TextGuard.MAX_FILE_BYTES / 2) + "\n";
    append("weights.drl", comment);
    assertThat(check().diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("file-too-large");
  }

  @Test
  void tooManyRulesAreRefused() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < RulebaseChecker.MAX_RULES; i++) {
      rules.append(rule(i));
    }
    append("weights.drl", rules.toString());
    assertThat(check().diagnostics()).extracting(Diagnostic::code).contains("too-many-rules");
  }

  @Test
  void findingsEndSomewhere() {
    append("weights.drl", "?\nrule \"x\" ?\n".repeat(1_000));
    assertThat(check().diagnostics())
        .hasSize(Findings.MAX_FINDINGS)
        .extracting(Diagnostic::code)
        .contains("too-many-findings");
  }

  @Test
  void aFileOfRepeatedKeys_isRefusedBeforeItsEnd() {
    files.put("tests/repeated.yaml", "a: 1\n".repeat(52_000));
    files.put("catalogue.yaml", "a: 1\n".repeat(52_000));
    assertThat(check().diagnostics())
        .filteredOn(finding -> finding.code().equals("yaml-form"))
        .hasSize(100)
        .allMatch(finding -> finding.line() >= 2 && finding.line() <= 51);
  }

  @Test
  void tooManyCasesAreRefused() {
    append(
        "tests/many.yaml", "- {title: x, asOf: 2026-03-01, given: {}, expect: {}}\n".repeat(201));
    assertThat(check().diagnostics())
        .singleElement()
        .extracting(Diagnostic::code, Diagnostic::line)
        .containsExactly("too-many-cases", 201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\0", "\u0007", "\r", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud800", "\ue000"})
  void charactersThatShowOtherwiseThanTheyAreReadAreRefusedAnywhere(String character) {
    SortedMap<String, String> good = new TreeMap<>(files);
    for (String file : good.keySet()) {
      files.clear();
      files.putAll(good);
      append(file, (file.endsWith(".drl") ? "// a comment " : "# a comment ") + character + "x\n");
      assertThat(check().diagnostics())
          .as(file)
          .extracting(Diagnostic::code)
          .contains("illegal-character");
    }
  }

  @Test
  void longWordsAreNotComparedAndNotRepeatedInFull() {
    String word = "a".repeat(60_000);
    append(
        "weights.drl",
        rule(1).replace("$asked :", "$" + word + "b :").replace("$asked", "$" + word));
    assertThat(check().diagnostics())
        .isNotEmpty()
        .allMatch(finding -> finding.message().length() <= 500)
        .allMatch(finding -> finding.maybe() == null || finding.maybe().length() <= 500);
  }

  @Test
  void manyRulesThatHardlyDifferAreComparedOnlySoFar() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      StringBuilder conditions = new StringBuilder();
      for (int j = 0; j < 5; j++) {
        conditions.append(
            "    not Activity( event == \"Song Played\", last7Days > %d )\n".formatted(i + j));
      }
      rules.append(
          rule(i)
              .replace("weight.", "lifecycle.many-")
              .replace(
                  "    $asked : Attribute( name == \"nps\", number >= 9 )\n",
                  conditions + "    $c : Customer( tenureDays == 3 )\n")
              .replace("points.award( $asked ).once( 5 );", "lifecycle.trial( $c );"));
    }
    append("lifecycle.drl", rules.toString());
    files.computeIfPresent(
        "lifecycle.drl",
        (file, text) -> text.replace("global", "import org.rapport.rules.fact.Activity\nglobal"));
    assertThat(check().diagnostics()).extracting(Diagnostic::code).contains("overlap");
  }

  @Test
  void deepYamlIsRefused() {
    append("tests/deep.yaml", "[".repeat(10_000));
    append("tests/deeper.yaml", "- {a: ".repeat(1_000));
    assertThat(check().diagnostics())
        .extracting(Diagnostic::code)
        .isNotEmpty()
        .containsOnly("yaml-syntax");
  }

  @Test
  void manyAliasesAreNotFollowed() {
    StringBuilder bomb = new StringBuilder("- &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("- &a%d [*a%d, *a%d]\n".formatted(i, i - 1, i - 1));
    }
    append("tests/bomb.yaml", bomb.toString());
    assertThat(check().diagnostics()).extracting(Diagnostic::code).contains("yaml-form");
  }

  @Test
  void aPageThatDroolsReadsOtherwiseIsRefused() {
    String text = files.getOrDefault("weights.drl", "");
    Findings findings = new Findings();
    RuleFileSyntax ours = RuleFileParser.parse(text, findings.in("weights.drl"));
    for (String other :
        new String[] {
          text.replace("rule \"A happy", "rule \"An happy"),
          text.replace("when", "salience 3 when"),
          text.replace("number >= 9", "number >= 9, eval( true )"),
          text.replace("number >= 9", "number >= ( 9 )"),
          text.replace("once( 5 );", "once( 5 ); System.exit( 1 );"),
          text.replace("$asked :", "not"),
          text.replace("package rules.weights", "package rules.other"),
          text + "\nfunction void evil() {}\n",
          text + "\ndeclare Evil end\n",
          text + "\nquery \"evil\" Attribute() end\n",
          text + "\nrule \"more\" when then end\n",
          text + "\n\"",
        }) {
      Findings.Page page = new Findings().in("weights.drl");
      DrlCheck.check(other, ours, page);
      assertThat(page.isClean()).as(other).isFalse();
    }
    DrlCheck.check(text, ours, findings.in("weights.drl"));
    assertThat(findings.sorted()).isEmpty();
  }

  @Test
  void titlesAndReasonsMayHoldWhatLooksLikeRuleText() {
    files.computeIfPresent(
        "weights.drl",
        (file, text) ->
            text.replace("A happy listener gets", "The end \\\\ of \\\"then\\\" // when /* gets")
                .replace("Marked us", "A rule \\\"when\\\" then end; salience // ö 😀"));
    CheckResult result = check();
    assertThat(RejectedCase.text(result)).isEmpty();
    assertThat(result.checked().orElseThrow().rules())
        .extracting(rule -> rule.card().title())
        .contains("The end \\ of \"then\" // when /* gets some points");
  }

  @Test
  void aRulebaseWithoutFilesIsOneFindingAFile() {
    files.clear();
    assertThat(check().diagnostics())
        .hasSize(5)
        .extracting(Diagnostic::code)
        .containsOnly("missing-file");
  }
}
