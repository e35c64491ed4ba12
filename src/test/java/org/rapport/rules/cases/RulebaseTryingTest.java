package org.rapport.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.analysis.RulebaseTrial;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.RulebaseTests;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.rules.check.RulebaseTest;

class RulebaseTryingTest {
  private static final String WEIGHTS = "weights.drl";

  private static SortedMap<String, String> files(String name) {
    Path folder = Path.of("rules", name);
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder, 2)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static CheckedRulebase checked(String name, SortedMap<String, String> files) {
    CheckResult result = new RulebaseChecker().check(new RulebaseSource(name, files));
    assertThat(result.rulebase()).as("%s", result.diagnostics()).isNotNull();
    return result.checked().orElseThrow();
  }

  private static Rulebase loaded(CheckedRulebase checked) {
    return Rulebase.load(checked, new RulebaseCompiler().compile(checked));
  }

  private static RulebaseTrial tried(SortedMap<String, String> files, int customers) {
    CheckedRulebase checked = checked("shop", files);
    return RulebaseTrying.run(loaded(checked), checked, customers, 1, Deadline.NONE);
  }

  /** The shop with one file changed. */
  private static SortedMap<String, String> shop(String file, UnaryOperator<String> change) {
    SortedMap<String, String> files = files("shop");
    String before = String.valueOf(files.get(file));
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    files.put(file, after);
    return files;
  }

  @Test
  void theShippedShop_passes() {
    RulebaseTrial trial = tried(files("shop"), 200);

    assertThat(trial.passed()).isTrue();
    assertThat(trial.rulesNeverMatched()).isEmpty();
    assertThat(trial.conditionsUnseen()).isEmpty();
    assertThat(trial.randomCustomers().tried()).isEqualTo(200);
    assertThat(trial.randomCustomers().failures()).isEmpty();
  }

  @Test
  void aConditionThatNoCaseReaches_isToldWithItsPlace() {
    RulebaseTrial trial =
        tried(
            shop(
                WEIGHTS,
                text ->
                    text
                        + """

                        rule "Orders beyond counting count extra"
                            @id( "weight.beyond-counting" )
                            @reason( "Orders in all: {$n}, more than 900; 1 point." )
                        when
                            $orders : Activity( event == "Order Completed", $n : inAll > 900 )
                            not Activity( event == "Order Completed", inAll > 950 )
                        then
                            points.award( $orders ).once( 1 );
                        end
                        """),
            0);

    int line = files("shop").getOrDefault(WEIGHTS, "").split("\n").length + 6;
    assertThat(trial.rulesNeverMatched()).containsExactly("weight.beyond-counting");
    assertThat(trial.conditionsUnseen())
        .containsExactly(
            new RulebaseTrial.UnseenCondition(
                "weight.beyond-counting",
                WEIGHTS,
                line,
                "Activity \"Order Completed\" with inAll > 900",
                true),
            new RulebaseTrial.UnseenCondition(
                "weight.beyond-counting",
                WEIGHTS,
                line + 1,
                "no Activity \"Order Completed\" with inAll > 950",
                false));
    assertThat(trial.conditionsUnseen().get(0).words())
        .isEqualTo(
            "weight.beyond-counting: no case in which this holds: Activity \"Order Completed\" with"
                + " inAll > 900");
    assertThat(trial.randomCustomers().tried()).isZero();
  }

  @Test
  void aRuleThatFailsForExtremes_isNamedWithTheCustomer_whoFailsAgainAsACase() {
    SortedMap<String, String> files =
        shop(
            WEIGHTS,
            text ->
                text
                    + """

                    rule "Every amount counts without end"
                        @id( "weight.without-end" )
                        @reason( "Amounts: {$sum}; 1000 points each." )
                    when
                        $orders : Activity( event == "Order Completed", $sum : valueInAll > 0 )
                    then
                        points.award( $orders ).eachUnit( 1000 );
                    end
                    """);
    RulebaseTrial trial = tried(files, 2_000);

    assertThat(trial.passed()).isFalse();
    assertThat(trial.randomCustomers().failures()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    RulebaseTrial.FailedCustomer failure = trial.randomCustomers().failures().get(0);
    assertThat(failure.reason()).contains("weight.without-end");

    String asCase =
        "- title: It fails\n  asOf: 2026-03-01T12:00:00Z\n"
            + failure.customer().indent(2)
            + "  expect: {phase: PAYING}\n";
    files.put("tests/failed.yaml", asCase);
    CheckedRulebase checked = checked("shop", files);
    List<RulebaseTest> one =
        checked.tests().stream().filter(test -> test.title().equals("It fails")).toList();
    assertThat(RulebaseTests.run(loaded(checked), one).get(0).differences())
        .singleElement()
        .asString()
        .contains("weight.without-end");
  }

  @Test
  void whenTimeIsUp_noMoreCustomersAreTried() {
    CheckedRulebase checked = checked("shop", files("shop"));

    RulebaseTrial trial = RulebaseTrying.run(loaded(checked), checked, 100, 1, () -> true);

    assertThat(trial.randomCustomers().tried()).isZero();
    assertThat(trial.randomCustomers().asked()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"learning", "shop", "subscription"})
  void proposedCases_holdWhenSaved(String name) {
    SortedMap<String, String> files = files(name);
    CheckedRulebase checked = checked(name, files);
    int numbers = numbers(checked);

    ProposedCases proposed = BoundaryCases.propose(loaded(checked), checked, null);

    assertThat(proposed.notProposed()).hasSizeLessThanOrEqualTo(numbers / 5);
    assertThat(proposed.cases()).hasSizeGreaterThanOrEqualTo(numbers);
    saved(files, proposed);
    CheckResult again = new RulebaseChecker().check(new RulebaseSource(name, files));
    assertThat(again.diagnostics()).isEmpty();
    CheckedRulebase more = again.checked().orElseThrow();
    assertThat(more.tests()).hasSize(checked.tests().size() + proposed.cases().size());
    assertThat(RulebaseTests.run(loaded(more), more.tests()))
        .allMatch(result -> result.passed(), "passes");
  }

  private static int numbers(CheckedRulebase checked) {
    return (int)
        checked.rules().stream()
            .flatMap(rule -> rule.conditions().stream())
            .flatMap(condition -> condition.tests().stream())
            .filter(
                test ->
                    test.comparison() != null
                        && test.comparison().operand()
                            instanceof org.rapport.rules.check.Operand.NumberLiteral)
            .count();
  }

  private static void saved(SortedMap<String, String> files, ProposedCases proposed) {
    List<ProposedCases.Case> cases = new ArrayList<>(proposed.cases());
    for (int i = 0; !cases.isEmpty(); i++) {
      List<ProposedCases.Case> some =
          cases.subList(0, Math.min(ProposedCases.MAX_CASES_IN_FILE, cases.size()));
      files.put("tests/proposed-%d.yaml".formatted(i), new ProposedCases(some, List.of()).file());
      some.clear();
    }
  }

  @Test
  void aChangedNumber_breaksACaseThatWasProposedBefore() {
    SortedMap<String, String> files = files("shop");
    CheckedRulebase checked = checked("shop", files);
    ProposedCases proposed = BoundaryCases.propose(loaded(checked), checked, "advocacy.very-loyal");
    assertThat(proposed.cases())
        .isNotEmpty()
        .allMatch(one -> one.rule().equals("advocacy.very-loyal"));

    saved(files, proposed);
    files.computeIfPresent(
        "advocacy.drl", (file, text) -> text.replaceFirst("inAll >= 6", "inAll >= 7"));
    CheckedRulebase changed = checked("shop", files);

    assertThat(RulebaseTests.run(loaded(changed), changed.tests()))
        .anyMatch(result -> result.test().file().contains("proposed") && !result.passed(), "fails");
  }
}
