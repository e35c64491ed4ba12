package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.rules.check.CheckedRulebase;

/** Each shipped rulebase passes its own test cases. */
class ShippedRulebasesTest {
  @ParameterizedTest
  @ValueSource(strings = {"subscription", "learning", "shop"})
  void ownCases_pass(String name) {
    CheckedRulebase checked = ShippedRulebases.checked(name);
    Rulebase rulebase = Rulebase.load(checked, new RulebaseCompiler().compile(checked));

    List<RulebaseTestResult> results = RulebaseTests.run(rulebase, checked.tests());

    assertThat(results).isNotEmpty();
    assertThat(results)
        .filteredOn(result -> !result.passed())
        .extracting(
            result ->
                "%s:%d %s %s"
                    .formatted(
                        result.test().file(),
                        result.test().line(),
                        result.test().title(),
                        result.differences()))
        .isEmpty();
  }
}
